import type { Text } from './types.ts';

const NOTHING = /^Cannot (?:read|set) properties of (undefined|null) \((?:reading|setting) '(.*)'\)$/;
const NO_FUNCTION = /^(?:(.+)\.)?([\w$]+) is not a function(?: or its return value is not iterable)?$/;
const NO_LIST = /is not iterable/;
const TOO_DEEP = 'Maximum call stack size exceeded';

/** What every programmer meets once, in words; undefined for other messages. */
export function tooDeep(message: string): Text | undefined {
  if (message !== TOO_DEEP) return undefined;
  return { en: 'calls within calls without an end', zh: '调用里套着调用，没有尽头' };
}

/**
 * What a test was given that it could not go on with, from the engine's own message: that one speaks of a variable of
 * the test, which no learner knows, and in English. Undefined for other messages.
 */
export function unusable(message: string): Text | undefined {
  const [, nothing, wanted] = NOTHING.exec(message) ?? [];
  if (nothing !== undefined) {
    return {
      en: `${nothing}, which has no ${wanted}. Is something missing, such as a return?`,
      zh: `${nothing}，里面没有 ${wanted}。是不是少了什么，比如 return？`,
    };
  }
  const [, owner, name] = NO_FUNCTION.exec(message) ?? [];
  if (owner !== undefined)
    return { en: `something without a function ${name}`, zh: `没有 ${name} 函数的东西` };
  if (name !== undefined) return { en: `${name}, which is no function`, zh: `${name}，它不是函数` };
  return NO_LIST.test(message) ? { en: 'something that is no list', zh: '不是列表的东西' } : undefined;
}
