import type { Module, Parameter } from '#lib';

/**
 * Every parameter below `root` with its path: a module's own before those of its children, each parameter once,
 * under the first path that leads to it. Throws an Error that says the path of a field, such as `body.layers`, when
 * the field is a plain array with modules or parameters in it: no module knows that it holds them.
 */
export function namedParameters(root: Module): [string, Parameter][] {
  throw new Error('Not started: 02-nested/02-walk-the-tree');
}
