import { GraderError } from '../errors.ts';
import type { Options } from './option.ts';

type Given = { readonly [name: string]: unknown };

/** Refuses an option that has nothing to do with `face`, such as `--submissions`: nothing asked for is passed over. */
export function refuseBeside(face: string, given: Given, options: Options): void {
  const name = firstAsked(given, options);
  if (name === undefined) return;
  throw new GraderError(2, {
    en: `grade: expected ${face} without --${name}, received both. Leave one of them out.`,
    zh: `grade：${face} 与 --${name} 不能同时使用。请去掉其中一个。`,
  });
}

/** Refuses an option that says something about a class when no class is asked for. */
export function refuseAlone(given: Given, options: Options): void {
  const name = firstAsked(given, options);
  if (name === undefined) return;
  throw new GraderError(2, {
    en: `grade: expected --submissions beside --${name}, received none. Name the folder of the class.`,
    zh: `grade：--${name} 要与 --submissions 一起使用。请写明全班提交所在的文件夹。`,
  });
}

function firstAsked(given: Given, options: Options): string | undefined {
  return Object.keys(given).find((name) => given[name] !== options[name]?.fallback);
}
