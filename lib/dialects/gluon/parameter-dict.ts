import { AssertionError, expected, KeyError } from '../../array/errors.ts';
import { type Shape, sameShape } from '../../array/shape.ts';
import type { GradReq } from './autograd.ts';
import { asTensor, sameInitializer, type Values } from './initializer.ts';
import { createInitializer, type InitializerLike } from './initializers.ts';
import { Constant, type InitializeOptions, Parameter, type ParameterOptions } from './parameter.ts';
import { indented, shapeGiven, shapeOrNone, UNKNOWN } from './text.ts';

/**
 * Parameters by full name, in order of creation. `get` asks by local name: the dict's prefix goes before it, and a
 * lender's parameter is taken over where there is one. It has no length. Source: mxnet.gluon.ParameterDict 1.x.
 */
export class ParameterDict {
  readonly prefix: string;
  /** The dict parameters are borrowed from. */
  readonly shared: ParameterDict | null;
  readonly #held = new Map<string, Parameter>();

  constructor(prefix = '', shared: ParameterDict | null = null) {
    this.prefix = prefix;
    this.shared = shared;
  }

  /** The parameter of a full name. Throws KeyError for an unknown one. */
  item(name: string): Parameter {
    const found = this.#held.get(name);
    if (found !== undefined) return found;
    const next = this.#held.size === 0 ? 'It holds nothing' : `It holds: ${[...this.keys()].join(', ')}`;
    throw new KeyError(expected('ParameterDict', 'a full name it holds', `'${name}'`, next));
  }
  has(name: string): boolean {
    return this.#held.has(name);
  }
  keys(): MapIterator<string> {
    return this.#held.keys();
  }
  values(): MapIterator<Parameter> {
    return this.#held.values();
  }
  items(): MapIterator<[string, Parameter]> {
    return this.#held.entries();
  }
  [Symbol.iterator](): MapIterator<string> {
    return this.keys();
  }

  /**
   * The parameter `prefix + local`: the one held or lent, when what is asked agrees with what it has, else a new one.
   * An unknown length, or an attribute without a value, is filled in from either side. Throws AssertionError when
   * they disagree.
   */
  get(local: string, options: ParameterOptions = {}): Parameter {
    const existing = this.#existing(local);
    if (existing !== undefined) reconcile(existing, options);
    return this.#hold(existing ?? new Parameter(this.prefix + local, options));
  }
  /**
   * The constant `prefix + local`, held, lent or made of `value`. Throws KeyError when there is none and no value,
   * AssertionError when the name means a parameter that is trained, or a constant of other values.
   */
  getConstant(local: string, value?: Values): Constant {
    const existing = this.#existing(local);
    if (existing !== undefined) return this.#hold(requireConstant(existing, value));
    const name = this.prefix + local;
    if (value !== undefined) return this.#hold(new Constant(name, value));
    const received = `none (No constant named '${name}')`;
    throw new KeyError(expected(name, 'a constant', received, 'Pass its value to make it'));
  }
  #existing(local: string): Parameter | undefined {
    return this.#held.get(this.prefix + local) ?? this.shared?.find(this.prefix + local);
  }
  #hold<P extends Parameter>(parameter: P): P {
    this.#held.set(parameter.name, parameter);
    return parameter;
  }
  /** The parameter of a full name, if it is held here. */
  find(name: string): Parameter | undefined {
    return this.#held.get(name);
  }
  /** Takes all parameters of another dict. Throws AssertionError, taking none, when one name means two parameters. */
  update(other: ParameterDict | Iterable<readonly [string, Parameter]>): void {
    const entries = [...(other instanceof ParameterDict ? other.items() : other)];
    for (const [name, parameter] of entries) {
      if ((this.#held.get(name) ?? parameter) === parameter) continue;
      const received = `two of the name '${name}' (they have different Parameters with the same name)`;
      throw new AssertionError(
        expected('collectParams', 'one parameter per name', received, 'Give the blocks other prefixes'),
      );
    }
    for (const [name, parameter] of entries) this.#held.set(name, parameter);
  }

  /**
   * `init` is the default: a parameter's own rule goes before it. Throws AssertionError for an unknown one, before
   * anything changes. Source: ParameterDict.initialize.
   */
  initialize(
    init?: InitializerLike,
    { forceReinit = false }: Pick<InitializeOptions, 'forceReinit'> = {},
  ): void {
    const rule = init === undefined ? {} : { defaultInit: createInitializer(init) };
    for (const parameter of this.values()) parameter.initialize({ forceReinit, ...rule });
  }
  zeroGrad(): void {
    for (const parameter of this.values()) parameter.zeroGrad();
  }
  /** Sets one attribute of every parameter, as in `setattr('gradReq', 'null')`. */
  setattr(attribute: 'gradReq', value: GradReq): void;
  setattr(attribute: 'lrMult' | 'wdMult', value: number): void;
  setattr(attribute: 'gradReq' | 'lrMult' | 'wdMult', value: GradReq | number): void {
    for (const parameter of this.values()) Object.assign(parameter, { [attribute]: value });
  }

  /** The prefix, then one parameter per line. */
  toString(): string {
    const lines = [...this.values()].map((parameter) => `  ${indented(String(parameter))}`).join('\n');
    return `${this.prefix === '' ? '' : `${this.prefix} `}(\n${lines}\n)`;
  }
}

/** Adds what is asked and not known yet, once all that is known agrees. */
function reconcile(stored: Parameter, options: ParameterOptions): void {
  const asked = Object.entries(options) as [keyof ParameterOptions, unknown][];
  Object.assign(stored, Object.fromEntries(asked.flatMap(([key, desired]) => news(stored, key, desired))));
}

/** The attribute as it should be from now on; nothing when it is so already. Whether it may wait is not compared. */
function news(stored: Parameter, key: keyof ParameterOptions, desired: unknown): [string, unknown][] {
  if (desired === undefined || desired === null || key === 'allowDeferredInit') return [];
  const has = key === 'dtype' ? (stored.dtype ?? 'float32') : stored[key];
  if (has === null) return [[key, desired]];
  const merged = key === 'shape' ? mergeShapes(shapeGiven(desired as Shape)!, has as Shape) : null;
  if (merged !== null) return [[key, merged]];
  if (same(desired, has)) return [];
  const received = `${key} ${shown(desired)} (desired attribute does not match with stored ${shown(has)})`;
  const what = `${key} ${shown(has)}`;
  throw new AssertionError(expected(stored.name, what, received, 'Ask for what the lender has'));
}

function requireConstant(stored: Parameter, value: Values | undefined): Constant {
  const where = stored.name;
  if (!(stored instanceof Constant)) {
    const received = 'a parameter that already exists but it is not a constant';
    throw new AssertionError(expected(where, 'a constant', received, 'Use get, or another name'));
  }
  if (value === undefined) return stored;
  const { array } = asTensor(value);
  const [old, now] = [stored.value.values(), array.values()];
  if (sameShape(stored.value.shape, array.shape) && old.every((v, i) => v === now[i])) return stored;
  const received = "others (Constant already exists but it's value doesn't match new value)";
  throw new AssertionError(expected(where, 'the values it was made with', received, 'Use another name'));
}

/** What both know together; null when they contradict each other. */
function mergeShapes(desired: Shape, stored: Shape): Shape | null {
  if (desired.length !== stored.length) return null;
  const clash = desired.some((n, axis) => n !== UNKNOWN && stored[axis] !== UNKNOWN && n !== stored[axis]);
  return clash ? null : desired.map((n, axis) => (n === UNKNOWN ? stored[axis]! : n));
}

const same = (a: unknown, b: unknown): boolean => a === b || sameInitializer(a, b);

const shown = (value: unknown): string =>
  Array.isArray(value) ? shapeOrNone(value) : typeof value === 'string' ? `'${value}'` : String(value);
