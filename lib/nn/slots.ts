import { AttributeError, expected, KeyError, kindOf } from '../array/errors.ts';
import { requireList } from '../array/require.ts';
import { Tensor } from '../autograd/tensor.ts';
import type { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { Place } from './place.ts';
import { Held, Table } from './table.ts';

/** A parameter and where a walk met it. */
export class HeldParameter extends Held<Parameter> {
  place: Place | null = null;

  override hold(value: Parameter | null): void {
    this.value = value;
    this.place = value === null ? null : value.place;
  }
}

/** A tensor that is saved, if `persistent`, but not trained. It has no place of its own. */
export class HeldBuffer extends Held<Tensor> {
  readonly place = null;
  persistent = true;
}

/** A child, its tables beside it: to ask a module for them goes through its proxy. */
export class Child extends Held<Module> {
  slots: Slots | null = null;

  override hold(value: Module | null): void {
    this.value = value;
    this.slots = value === null ? null : slotsOf(value);
  }
}

/** What a module holds, by name and in order. */
export interface Slots {
  readonly parameters: Table<Parameter, HeldParameter>;
  readonly buffers: Table<Tensor, HeldBuffer>;
  readonly children: Table<Module, Child>;
  /** Where a walk met this module. */
  readonly place: Place;
  /** The module itself, and the proxy that everybody knows it by. */
  readonly module: Module;
  proxy: Module | null;
}

export const newSlots = (module: Module): Slots => ({
  parameters: new Table(HeldParameter),
  buffers: new Table(HeldBuffer),
  children: new Table(Child),
  place: new Place(),
  module,
  proxy: null,
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
function assignSlot(slots: Slots, name: string, value: unknown): boolean {
  const { parameters, buffers, children } = slots;
  const kind = kindOfSlot(slots, name);
  if (value instanceof Parameter) {
    // registerBuffer may be given one: then it is saved, and not trained.
    if (kind === 'buffer' && buffers.get(name) === value) return true;
    buffers.delete(name);
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
function deleteSlot(slots: Slots, name: string): void {
  slots.parameters.delete(name);
  slots.buffers.delete(name);
  slots.children.delete(name);
}

/** The names of a table, in order; those of empty slots too. */
export const namesOf = ({ list }: { readonly list: readonly Held<unknown>[] }): string[] =>
  list.map(({ name }) => name);

/** The value in a slot. Throws AttributeError naming the module and what it has. */
export function requireSlot(slots: Slots, owner: string, name: string): Parameter | Tensor | Module {
  const value = slots.parameters.get(name) ?? slots.buffers.get(name) ?? slots.children.get(name);
  if (value !== undefined && value !== null) return value;
  const known = [slots.parameters, slots.buffers, slots.children].flatMap(namesOf);
  const next = known.length === 0 ? 'It holds nothing' : `It holds: ${known.join(', ')}`;
  throw new AttributeError(
    expected(owner, `an attribute \`${name}\``, `none (${owner} has no attribute \`${name}\`)`, next),
  );
}

/** Modules are told by this mark, so that the tables need not know the class. */
export const moduleMark = Symbol('module');
export const isModule = (value: unknown): value is Module =>
  typeof value === 'object' && value !== null && (value as { [moduleMark]?: true })[moduleMark] === true;

/** Throws TypeError for anything but a module, such as its class or its parameters. */
export function requireModule(where: string, value: unknown): void {
  if (isModule(value)) return;
  const next = 'Pass an instance, such as new Linear(2, 1)';
  throw new TypeError(expected(where, 'a Module', kindOf(value), next));
}

/** The modules as a list. Throws TypeError for anything else among them; null is an empty place. */
export function requireModules(where: string, modules: Iterable<Module>): Module[] {
  const list = requireList(where, modules, 'a list of modules', 'Put them in a list: [a, b]');
  for (const module of list) if (module !== null) requireModule(where, module);
  return list;
}

/** Where a module keeps its tables: a symbol, so that no name of a learner's field can collide with it. */
export const slotTable = Symbol('slots');
export const slotsOf = (module: Module): Slots =>
  (module as unknown as Record<typeof slotTable, Slots>)[slotTable];

const isDefinition = (descriptor: PropertyDescriptor): boolean => 'configurable' in descriptor;

/**
 * Attribute assignment registers. Both `this.weight = …` and a class field arrive at `defineProperty`; `set` is there
 * because it takes a third of the time. A field that is only declared (`weight!: Parameter`) would be defined as
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
  set(target, key, value, receiver) {
    // Only a new name: what is there already may be a setter, which must get the module itself.
    if (typeof key !== 'string' || key in target) return Reflect.set(target, key, value, receiver);
    assignSlot(slotsOf(target), key, value);
    return Reflect.set(target, key, value);
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
