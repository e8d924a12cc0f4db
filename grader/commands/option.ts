import { usage } from '../errors.ts';
import type { Text } from '../types.ts';

/** One option of a command: how it is read from the command line and shown in the help. */
export type Option<Value = unknown> = {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** The value's name in the help; '' for a flag. */
  readonly placeholder: string;
  /** Left out of the help when there is none. */
  readonly help?: Text;
  /** The value when the option is not given. */
  readonly fallback: Value;
  /** Turns the given text into the value; throws with exit code 2. `name` has its dashes. */
  readonly read: (given: string, name: string) => Value;
};

export type Options = { readonly [name: string]: Option };
export type Values<Own extends Options> = {
  readonly [name in keyof Own]: Own[name] extends Option<infer Value> ? Value : never;
};

export function flag(help: Text): Option<boolean> {
  return { type: 'boolean', placeholder: '', help, fallback: false, read: () => true };
}

export function text(placeholder: string, help?: Text): Option<string | undefined> {
  const read = (given: string): string => given;
  return { type: 'string', placeholder, fallback: undefined, read, ...(help ? { help } : {}) };
}

/** A whole number from `least` to `most`. */
export function whole(
  placeholder: string,
  least: number,
  most: number,
  help: Text,
): Option<number | undefined> {
  const read = (given: string, name: string): number => {
    const value = Number(given);
    if (/^-?\d+$/.test(given) && value >= least && value <= most) return value;
    throw usage((messages) => messages.badValue(name, `${least} … ${most}`, JSON.stringify(given)));
  };
  return { type: 'string', placeholder, help, fallback: undefined, read };
}

/** A text of a given form, told by an example. */
export function matching(
  placeholder: string,
  form: RegExp,
  example: string,
  help: Text,
): Option<string | undefined> {
  const read = (given: string, name: string): string => {
    if (form.test(given)) return given;
    throw usage((messages) => messages.badValue(name, example, JSON.stringify(given)));
  };
  return { type: 'string', placeholder, help, fallback: undefined, read };
}
