import type { Tensor } from '../autograd/tensor.ts';
import type { Module } from './module.ts';
import type { Parameter } from './parameter.ts';
import { slotsOf } from './slots.ts';

/** One arrival at a module: `tiedTo` is the path it was met at first, or null if this is the first time. */
export interface Visit {
  readonly path: string;
  readonly module: Module;
  readonly tiedTo: string | null;
}

/** One slot that holds a tensor. `tiedTo` is the first path of the same tensor, or null. */
export interface Slot<T extends Tensor = Tensor> {
  readonly path: string;
  readonly owner: Module;
  readonly name: string;
  readonly value: T;
  readonly tiedTo: string | null;
}

export interface WalkOptions {
  /** What every path starts with; joined by a dot. */
  readonly prefix?: string;
  /** Whether to go into children. */
  readonly recurse?: boolean;
  /** Whether to leave out modules and tensors that were met before. */
  readonly removeDuplicate?: boolean;
}

export const joinPath = (prefix: string, name: string): string =>
  prefix === '' ? name : `${prefix}.${name}`;

/**
 * The one walk of the tree; every listing, count, save, load and copy goes through it, so identity is decided here:
 * the first path wins, later ones are tied to it. Parents before children, children in order. A loop with its own
 * stack, so that depth is no limit; a module inside itself is met but not entered again.
 */
export function* walk(root: Module, options: WalkOptions = {}): Generator<Visit> {
  const { prefix = '', recurse = true, removeDuplicate = true } = options;
  const first = new Map<Module, string>([[root, prefix]]);
  const entered = new Set<Module>([root]);
  const stack = [{ path: prefix, module: root, children: slotsOf(root).children.entries() }];
  yield { path: prefix, module: root, tiedTo: null };
  while (recurse && stack.length > 0) {
    const frame = stack[stack.length - 1]!;
    const next = frame.children.next();
    if (next.done) {
      entered.delete(frame.module);
      stack.pop();
      continue;
    }
    const [name, module] = next.value;
    if (module === null) continue;
    const tiedTo = first.get(module) ?? null;
    if (tiedTo !== null && removeDuplicate) continue;
    const path = joinPath(frame.path, name);
    if (tiedTo === null) first.set(module, path);
    yield { path, module, tiedTo };
    if (entered.has(module)) continue;
    entered.add(module);
    stack.push({ path, module, children: slotsOf(module).children.entries() });
  }
}

/** The slots of one kind, an owner's own before those of its children. Empty slots are left out. */
export function walkSlots(
  root: Module,
  kind: 'parameters',
  options?: WalkOptions,
): Generator<Slot<Parameter>>;
export function walkSlots(root: Module, kind: 'buffers', options?: WalkOptions): Generator<Slot>;
export function* walkSlots(
  root: Module,
  kind: 'parameters' | 'buffers',
  options: WalkOptions = {},
): Generator<Slot> {
  const { removeDuplicate = true } = options;
  const first = new Map<Tensor, string>();
  for (const { path: at, module } of walk(root, options)) {
    for (const [name, value] of slotsOf(module)[kind]) {
      if (value === null) continue;
      const tiedTo = first.get(value) ?? null;
      if (tiedTo !== null && removeDuplicate) continue;
      const path = joinPath(at, name);
      if (tiedTo === null) first.set(value, path);
      yield { path, owner: module, name, value, tiedTo };
    }
  }
}

/** Number of elements in all parameters, a tied one counted once. */
export function countParameters(root: Module): number {
  let count = 0;
  for (const { value } of walkSlots(root, 'parameters')) count += value.size;
  return count;
}

/** Every parameter with all its paths, in the order of first paths; more than one path means tied. */
export function parameterPaths(root: Module): Map<Parameter, string[]> {
  const paths = new Map<Parameter, string[]>();
  for (const { path, value } of walkSlots(root, 'parameters', { removeDuplicate: false })) {
    const known = paths.get(value);
    if (known === undefined) paths.set(value, [path]);
    else known.push(path);
  }
  return paths;
}
