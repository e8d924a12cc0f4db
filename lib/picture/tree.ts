import { shapeText } from '../array/errors.ts';
import { requireFunction, requireOptions, requireText } from '../array/require.ts';
import type { Module } from '../nn/module.ts';
import type { Parameter } from '../nn/parameter.ts';
import { joinPath } from '../nn/place.ts';
import { walk } from '../nn/walk.ts';
import type { Tree, TreeRow } from './types.ts';

export interface TreeOptions {
  readonly title: string;
  /** What the root is called; its type unless told otherwise. */
  readonly root?: string;
  /** Which paths, of modules or parameters, to set off. */
  readonly marked?: (path: string) => boolean;
}

/**
 * Every module and parameter as a row, own parameters before children. What stands in a second place is one row there
 * that refers to the first, and nothing below it is drawn again.
 */
export function treeOf(root: Module, options: TreeOptions): Tree {
  requireOptions('treeOf', options, ['title', 'root', 'marked'], true);
  const { title, root: rootName, marked = () => false } = options;
  requireText('treeOf', title, 'a title', "Write one: title: 'weights'");
  requireFunction('treeOf', marked, 'Write marked: (path) => …');
  const rows: TreeRow[] = [];
  const seen = new Map<Parameter, string>();
  let hidden: string | undefined;
  for (const { path, module, tiedTo } of walk(root, { removeDuplicate: false })) {
    if (hidden !== undefined && path.startsWith(`${hidden}.`)) continue;
    hidden = tiedTo === null ? undefined : path;
    const depth = path === '' ? 0 : path.split('.').length;
    const name = path === '' ? (rootName ?? module.typeName) : path.slice(path.lastIndexOf('.') + 1);
    const note = path === '' && rootName === undefined ? '' : module.typeName;
    rows.push({
      depth,
      name,
      note,
      ...(marked(path) && { marked: true }),
      ...(tiedTo !== null && { tiedTo }),
    });
    if (tiedTo === null) rows.push(...parameterRows(module, path, depth + 1, seen, marked));
  }
  return { kind: 'tree', title, rows };
}

function parameterRows(
  module: Module,
  at: string,
  depth: number,
  seen: Map<Parameter, string>,
  marked: (path: string) => boolean,
): TreeRow[] {
  return [...module.namedParameters({ recurse: false })].map(([name, parameter]) => {
    const path = joinPath(at, name);
    const tiedTo = seen.get(parameter);
    if (tiedTo === undefined) seen.set(parameter, path);
    const note = tiedTo === undefined ? `${shapeText(parameter.shape)} ${parameter.size}` : '';
    return {
      depth,
      name,
      note,
      ...(marked(path) && { marked: true }),
      ...(tiedTo !== undefined && { tiedTo }),
    };
  });
}
