import type { Module, Parameter } from '#lib';

/**
 * The parameter at the end of a path. A string is names joined by dots, such as `0.block 1.0.bias`; a list is
 * positions, such as `[0, 1, 0, 1]`: of children, and at last of the module's own parameters. Throws an Error that
 * says the first missing step and the path up to it, each in single quotes.
 */
export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  throw new Error('Not started: 02-nested/03-follow-a-path');
}
