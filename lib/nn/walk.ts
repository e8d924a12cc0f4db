import { expected, kindOf } from '../array/errors.ts';
import { requireOptions, requireText } from '../array/require.ts';
import type { Tensor } from '../autograd/tensor.ts';
import type { Module } from './module.ts';
import { Listing } from './one-shot.ts';
import type { Parameter } from './parameter.ts';
import { joinPath, Place } from './place.ts';
import { type Child, requireModule, type Slots, slotsOf } from './slots.ts';
import { listings } from './table.ts';

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

const ALL: WalkOptions = {};

/** Throws TypeError for no module, and for options that are none. */
function requireTree(root: Module, options: WalkOptions): void {
  requireModule('walk', root);
  if (options === ALL) return;
  requireOptions('walk', options, ['prefix', 'recurse', 'removeDuplicate']);
  requireText('walk', options.prefix ?? '', 'text as prefix', "Pass a path such as 'encoder'");
}

interface Frame {
  readonly path: string;
  readonly slots: Slots;
  readonly children: readonly Child[];
  /** Children met so far. */
  met: number;
}

const frameOf = (path: string, slots: Slots): Frame => ({
  path,
  slots,
  children: slots.children.list,
  met: 0,
});

/** Walks so far: a place that bears the number of the walk under way was met before in it. */
let walks = 0;

/** Called once per arrival; `tiedTo` as in Visit. */
type Arrive = (path: string, module: Module, slots: Slots, tiedTo: string | null) => void;

/**
 * The one walk of the tree; every listing, count, save, load and copy goes through it, so identity is decided here:
 * the first path wins, later ones are tied to it. Parents before children, children in order. A loop with its own
 * stack, so that depth is no limit; a module inside itself is met but not entered again.
 */
function eachModule(root: Module, options: WalkOptions, number: number, arrive: Arrive): void {
  const { prefix = '', recurse = true, removeDuplicate = true } = options;
  const top = slotsOf(root);
  top.place.enter(number, '', prefix);
  arrive(prefix, root, top, null);
  if (!recurse) return;
  const entered = new Set<Slots>([top]);
  const stack = [frameOf(prefix, top)];
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]!;
    if (frame.met === frame.children.length) {
      entered.delete(frame.slots);
      stack.pop();
      continue;
    }
    const { name, value: module, slots } = frame.children[frame.met++]!;
    if (module === null || slots === null) continue;
    const { place } = slots;
    const isFirst = place.enter(number, frame.path, name);
    if (!isFirst && removeDuplicate) continue;
    const path = isFirst ? place.path : joinPath(frame.path, name);
    arrive(path, module, slots, isFirst ? null : place.path);
    if (slots.children.size === 0 || entered.has(slots)) continue;
    entered.add(slots);
    stack.push(frameOf(path, slots));
  }
}

/** Every arrival at a module, the root's first. */
export function walk(root: Module, options: WalkOptions = ALL): Visit[] {
  requireTree(root, options);
  const visits: Visit[] = [];
  eachModule(root, options, ++walks, (path, module, _, tiedTo) => visits.push({ path, module, tiedTo }));
  return visits;
}

/** Post-order by a loop: a module comes after all its children, an object once per parent that reaches it first. */
export function childrenFirst(root: Module): Module[] {
  const order: Module[] = [];
  const stack: { module: Module; children: Iterator<Module> }[] = [
    { module: root, children: root.children() },
  ];
  const open = new Set<Module>([root]);
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]!;
    const next = frame.children.next();
    if (next.done) {
      order.push(frame.module);
      open.delete(frame.module);
      stack.pop();
    } else if (!open.has(next.value)) {
      open.add(next.value);
      stack.push({ module: next.value, children: next.value.children() });
    }
  }
  return order;
}

type ArriveAtSlot = (path: string, value: Tensor, owner: Module, name: string, tiedTo: string | null) => void;

/** An owner's own slots before those of its children. Empty ones are left out. */
function eachSlot(
  root: Module,
  kind: 'parameters' | 'buffers',
  options: WalkOptions,
  arrive: ArriveAtSlot,
): void {
  const { removeDuplicate = true } = options;
  const number = ++walks;
  const buffers = new Map<Tensor, Place>();
  eachModule(root, options, number, (at, owner, slots) => {
    for (const held of slots[kind].list) {
      const { name, value } = held;
      if (value === null) continue;
      const place = held.place ?? placeIn(buffers, value);
      const isFirst = place.enter(number, at, name);
      if (!isFirst && removeDuplicate) continue;
      const path = isFirst ? place.path : joinPath(at, name);
      arrive(path, value, owner, name, isFirst ? null : place.path);
    }
  });
}

function placeIn(places: Map<Tensor, Place>, value: Tensor): Place {
  const place = places.get(value) ?? new Place();
  places.set(value, place);
  return place;
}

/** The slots of one kind, an owner's own before those of its children. Empty slots are left out. */
export function walkSlots(root: Module, kind: 'parameters', options?: WalkOptions): Slot<Parameter>[];
export function walkSlots(root: Module, kind: 'buffers', options?: WalkOptions): Slot[];
export function walkSlots(root: Module, kind: 'parameters' | 'buffers', options: WalkOptions = ALL): Slot[] {
  requireTree(root, options);
  if (kind !== 'parameters' && kind !== 'buffers') {
    const next = 'Choose one of the two';
    throw new TypeError(expected('walkSlots', "'parameters' or 'buffers'", kindOf(kind), next));
  }
  const found: Slot[] = [];
  eachSlot(root, kind, options, (path, value, owner, name, tiedTo) => {
    found.push({ path, owner, name, value, tiedTo });
  });
  return found;
}

/** Paths and values of the slots of one kind. Without options they are kept until any table changes. */
export function listing(root: Module, kind: 'parameters', options?: WalkOptions): Listing<Parameter>;
export function listing(root: Module, kind: 'buffers', options?: WalkOptions): Listing<Tensor>;
export function listing(
  root: Module,
  kind: 'parameters' | 'buffers',
  options: WalkOptions = ALL,
): Listing<Tensor> {
  requireTree(root, options);
  const { prefix = '', recurse = true, removeDuplicate = true } = options;
  if (prefix !== '' || !recurse || !removeDuplicate) return list(root, kind, options);
  const kept = listings.of(slotsOf(root)) as Partial<Record<typeof kind, Listing<Tensor>>>;
  kept[kind] ??= list(root, kind, options);
  return kept[kind];
}

function list(root: Module, kind: 'parameters' | 'buffers', options: WalkOptions): Listing<Tensor> {
  const found = new Listing<Tensor>();
  eachSlot(root, kind, options, (path, value) => found.add(path, value));
  return found;
}

/** Number of elements in all parameters, a tied one counted once. */
export function countParameters(root: Module): number {
  let count = 0;
  for (const { values, length } of listing(root, 'parameters').pieces)
    for (let i = 0; i < length; i++) count += values[i]!.size;
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
