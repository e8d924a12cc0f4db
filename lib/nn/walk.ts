import type { Tensor } from '../autograd/tensor.ts';
import type { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { listings, type Slots, slotsOf } from './slots.ts';

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

interface Frame {
  readonly path: string;
  readonly slots: Slots;
  readonly children: Iterator<[string, Module | null]>;
}

const frameOf = (path: string, slots: Slots): Frame => ({ path, slots, children: slots.children.entries() });

/** Walks so far: a module or parameter that bears the number of the walk under way was met before in it. */
let walks = 0;

/**
 * The one walk of the tree; every listing, count, save, load and copy goes through it, so identity is decided here:
 * the first path wins, later ones are tied to it. Parents before children, children in order. A loop with its own
 * stack, so that depth is no limit; a module inside itself is met but not entered again.
 */
export function walk(root: Module, options: WalkOptions = {}): Visit[] {
  const { prefix = '', recurse = true, removeDuplicate = true } = options;
  const visits: Visit[] = [{ path: prefix, module: root, tiedTo: null }];
  if (!recurse) return visits;
  const number = ++walks;
  const top = slotsOf(root);
  meet(top, number, prefix);
  const entered = new Set<Slots>([top]);
  const stack = [frameOf(prefix, top)];
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]!;
    const next = frame.children.next();
    if (next.done) {
      entered.delete(frame.slots);
      stack.pop();
      continue;
    }
    const [name, module] = next.value;
    if (module === null) continue;
    const slots = slotsOf(module);
    const path = joinPath(frame.path, name);
    const tiedTo = meet(slots, number, path);
    if (tiedTo !== null && removeDuplicate) continue;
    visits.push({ path, module, tiedTo });
    if (slots.children.size === 0 || entered.has(slots)) continue;
    entered.add(slots);
    stack.push(frameOf(path, slots));
  }
  return visits;
}

/** The path at which this walk met the tables before; else null, and `path` is noted as the first. */
function meet(slots: Slots, number: number, path: string): string | null {
  if (slots.walk === number) return slots.firstPath;
  slots.walk = number;
  slots.firstPath = path;
  return null;
}

/** The slots of one kind, an owner's own before those of its children. Empty slots are left out. */
export function walkSlots(
  root: Module,
  kind: 'parameters',
  options?: WalkOptions,
): readonly Slot<Parameter>[];
export function walkSlots(root: Module, kind: 'buffers', options?: WalkOptions): readonly Slot[];
export function walkSlots(
  root: Module,
  kind: 'parameters' | 'buffers',
  options: WalkOptions = {},
): readonly Slot[] {
  const { prefix = '', recurse = true, removeDuplicate = true } = options;
  if (prefix !== '' || !recurse || !removeDuplicate) return listSlots(root, kind, options);
  const kept = listings.of(slotsOf(root)) as Partial<Record<typeof kind, readonly Slot[]>>;
  kept[kind] ??= listSlots(root, kind, options);
  return kept[kind];
}

function listSlots(root: Module, kind: 'parameters' | 'buffers', options: WalkOptions): Slot[] {
  const { removeDuplicate = true } = options;
  const found: Slot[] = [];
  const first = new Map<Tensor, string>();
  const visits = walk(root, options);
  const number = ++walks;
  for (const { path: at, module } of visits) {
    for (const [name, value] of slotsOf(module)[kind]) {
      if (value === null) continue;
      const path = joinPath(at, name);
      const tiedTo = value instanceof Parameter ? value.meet(number, path) : (first.get(value) ?? null);
      if (tiedTo !== null && removeDuplicate) continue;
      if (tiedTo === null && kind === 'buffers') first.set(value, path);
      found.push({ path, owner: module, name, value, tiedTo });
    }
  }
  return found;
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
