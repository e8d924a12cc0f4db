import { AttributeError, expected, KeyError, kindOf } from '../array/errors.ts';
import { Tensor } from '../autograd/tensor.ts';
import type { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { Place } from './place.ts';

/**
 * What was listed since the last change of any table, by the tables of the module it was listed for. A change anywhere
 * forgets all of it: which trees a module belongs to is known to nobody.
 */
class Listings {
  #kept = new WeakMap<Slots, object>();
  #empty = true;

  of(slots: Slots): object {
    let found = this.#kept.get(slots);
    if (found === undefined) {
      found = {};
      this.#kept.set(slots, found);
      this.#empty = false;
    }
    return found;
  }
  forget(): void {
    if (this.#empty) return;
    this.#kept = new WeakMap();
    this.#empty = true;
  }
}
export const listings = new Listings();

/** A tensor as a walk meets it. A buffer has no place of its own. */
export interface Held {
  readonly name: string;
  readonly value: Tensor;
  readonly place: Place | null;
}

/** A child as a walk meets it, its tables beside it: to ask a module for them goes through its proxy. */
export interface Child {
  readonly name: string;
  readonly module: Module;
  readonly slots: Slots;
}

/**
 * A table that cannot be changed without forgetting what was listed. `list` has what its slots hold, in order: to go
 * through a list takes a fraction of what going through a Map takes.
 */
abstract class Table<V, Entry> extends Map<string, V | null> {
  #list: readonly Entry[] | null = null;

  protected abstract entry(name: string, value: V): Entry;

  get list(): readonly Entry[] {
    if (this.size === 0) return none;
    this.#list ??= [...this].flatMap(([name, value]) => (value === null ? [] : [this.entry(name, value)]));
    return this.#list;
  }
  override set(name: string, value: V | null): this {
    this.#forget();
    return super.set(name, value);
  }
  override delete(name: string): boolean {
    this.#forget();
    return super.delete(name);
  }
  override clear(): void {
    this.#forget();
    super.clear();
  }
  #forget(): void {
    this.#list = null;
    listings.forget();
  }
}

const none: readonly never[] = [];

class Parameters extends Table<Parameter, Held> {
  protected override entry(name: string, value: Parameter): Held {
    return { name, value, place: value.place };
  }
}
class Buffers extends Table<Tensor, Held> {
  protected override entry(name: string, value: Tensor): Held {
    return { name, value, place: null };
  }
}
class Children extends Table<Module, Child> {
  protected override entry(name: string, module: Module): Child {
    return { name, module, slots: slotsOf(module) };
  }
}

/**
 * What a module holds, by name and in order. A Map, because plain objects reorder names such as "10". null is an
 * empty slot: it keeps its place, and no listing shows it.
 */
export interface Slots {
  readonly parameters: Parameters;
  readonly buffers: Buffers;
  readonly children: Children;
  readonly temporary: Set<string>;
  /** Where a walk met this module. */
  readonly place: Place;
}

export const newSlots = (): Slots => ({
  parameters: new Parameters(),
  buffers: new Buffers(),
  children: new Children(),
  temporary: new Set(),
  place: new Place(),
});

export type SlotKind = 'parameter' | 'buffer' | 'module';
const nouns: Record<SlotKind, string> = { parameter: 'parameter', buffer: 'buffer', module: 'module' };

/** Throws TypeError or KeyError unless `name` can be the name of a new slot. Dots separate steps of a path. */
export function checkName(
  kind: SlotKind,
  name: unknown,
  taken: (name: string) => boolean,
): asserts name is string {
  const noun = nouns[kind];
  const where =
    kind === 'module' ? 'addModule' : kind === 'parameter' ? 'registerParameter' : 'registerBuffer';
  if (typeof name !== 'string') {
    const received = `${kindOf(name)} (${noun} name should be a string)`;
    throw new TypeError(
      expected(where, `a string as ${noun} name`, received, "Pass a name such as 'weight'"),
    );
  }
  const refuse = (what: string, received: string, next: string) =>
    new KeyError(expected(where, what, received, next));
  if (name === '')
    throw refuse('a name', `the empty string (${noun} name can't be empty string "")`, 'Give it a name');
  if (name.includes('.')) {
    throw refuse(
      'a name without dots',
      `'${name}' (${noun} name can't contain ".")`,
      'Dots separate the steps of a path',
    );
  }
  if (taken(name)) {
    throw refuse('a free name', `'${name}' (attribute '${name}' already exists)`, 'Choose another name');
  }
}

/** The slot table a name lives in, if any. */
export function kindOfSlot(slots: Slots, name: string): SlotKind | null {
  if (slots.parameters.has(name)) return 'parameter';
  if (slots.buffers.has(name)) return 'buffer';
  return slots.children.has(name) ? 'module' : null;
}

function refuseType(kind: SlotKind, name: string, what: string, value: unknown): TypeError {
  const received = `${kindOf(value)} (cannot assign it as ${kind === 'module' ? 'child module' : kind} '${name}')`;
  return new TypeError(expected(name, what, received, `Delete '${name}' first to make it something else`));
}

/**
 * Assigns to a name as PyTorch does: a Parameter becomes a parameter, a Module a child, a tensor replaces a buffer;
 * a slot refuses other kinds. Gives false when the value is no business of the tables and should be a plain field.
 */
export function assignSlot(slots: Slots, name: string, value: unknown): boolean {
  const { parameters, buffers, children } = slots;
  const kind = kindOfSlot(slots, name);
  if (value instanceof Parameter) {
    if (kind === 'buffer') buffers.delete(name);
    children.delete(name);
    parameters.set(name, value);
    return true;
  }
  if (kind === 'parameter') {
    if (value !== null) throw refuseType(kind, name, 'a Parameter or null', value);
    parameters.set(name, null);
    return true;
  }
  if (isModule(value)) {
    buffers.delete(name);
    children.set(name, value);
    return true;
  }
  if (kind === 'module') {
    if (value !== null) throw refuseType(kind, name, 'a Module or null', value);
    children.set(name, null);
    return true;
  }
  if (kind === 'buffer') {
    if (value !== null && !(value instanceof Tensor)) throw refuseType(kind, name, 'a Tensor or null', value);
    buffers.set(name, value);
    return true;
  }
  return false;
}

/** Forgets a name; it comes last when it is assigned again. */
export function deleteSlot(slots: Slots, name: string): void {
  slots.parameters.delete(name);
  slots.buffers.delete(name);
  slots.children.delete(name);
  slots.temporary.delete(name);
}

/** The value in a slot. Throws AttributeError naming the module and what it has. */
export function requireSlot(slots: Slots, owner: string, name: string): Parameter | Tensor | Module {
  const value = slots.parameters.get(name) ?? slots.buffers.get(name) ?? slots.children.get(name);
  if (value !== undefined && value !== null) return value;
  const known = [...slots.parameters.keys(), ...slots.buffers.keys(), ...slots.children.keys()];
  const next = known.length === 0 ? 'It holds nothing' : `It holds: ${known.join(', ')}`;
  throw new AttributeError(
    expected(owner, `an attribute \`${name}\``, `none (${owner} has no attribute \`${name}\`)`, next),
  );
}

/** Modules are told by this mark, so that the tables need not know the class. */
export const moduleMark = Symbol('module');
export const isModule = (value: unknown): value is Module =>
  typeof value === 'object' && value !== null && (value as { [moduleMark]?: true })[moduleMark] === true;

/** Where a module keeps its tables: a symbol, so that no name of a learner's field can collide with it. */
export const slotTable = Symbol('slots');
export const slotsOf = (module: Module): Slots =>
  (module as unknown as Record<typeof slotTable, Slots>)[slotTable];

const isDefinition = (descriptor: PropertyDescriptor): boolean => 'configurable' in descriptor;

/**
 * Attribute assignment registers. Both `this.weight = …` and a class field arrive here, because a proxy's
 * [[DefineOwnProperty]] sees them all. A field that is only declared (`weight!: Parameter`) would be defined as
 * undefined after the base class has run: it must not wipe what the base class registered.
 */
export const registeringTraps: ProxyHandler<Module> = {
  defineProperty(target, key, descriptor) {
    if (typeof key !== 'string' || !('value' in descriptor))
      return Reflect.defineProperty(target, key, descriptor);
    const slots = slotsOf(target);
    const declaredOnly = descriptor.value === undefined && isDefinition(descriptor);
    if (declaredOnly && kindOfSlot(slots, key) !== null) return true;
    assignSlot(slots, key, descriptor.value);
    return Reflect.defineProperty(target, key, descriptor);
  },
  deleteProperty(target, key) {
    if (typeof key === 'string') deleteSlot(slotsOf(target), key);
    return Reflect.deleteProperty(target, key);
  },
};

const integer = /^-?\d+$/;
/** Spares nearly every lookup the expression above: letters come after the digits and the minus. */
const mayBeInteger = (key: string): boolean => key.charCodeAt(0) <= 57;

/** The same for containers, where `net[2]` is the child at that position. */
export const indexedTraps: ProxyHandler<Module> = {
  ...registeringTraps,
  get(target, key, receiver) {
    if (typeof key === 'string' && mayBeInteger(key) && integer.test(key))
      return (target as unknown as Indexed).at(Number(key));
    return Reflect.get(target, key, receiver);
  },
};

export interface Indexed {
  at(index: number): Module;
}
