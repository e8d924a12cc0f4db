import { AssertionError, expected, KeyError } from '../../array/errors.ts';
import type { Shape } from '../../array/shape.ts';
import type { GradReq } from './autograd.ts';
import { sameInitializer } from './initializer.ts';
import type { InitializerLike } from './initializers.ts';
import { type InitializeOptions, Parameter, type ParameterOptions } from './parameter.ts';
import { indented, shapeOrNone, UNKNOWN } from './text.ts';

type Attribute = 'shape' | 'dtype' | 'init' | 'gradReq' | 'lrMult' | 'wdMult' | 'allowDeferredInit';

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
    const name = this.prefix + local;
    const existing = this.#held.get(name) ?? this.shared?.find(name);
    const parameter = existing ?? new Parameter(name, options);
    this.#held.set(name, parameter);
    if (existing !== undefined) reconcile(existing, options);
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

  /** `init` is the default: a parameter's own rule goes before it. Source: ParameterDict.initialize. */
  initialize(
    init?: InitializerLike,
    { forceReinit = false }: Pick<InitializeOptions, 'forceReinit'> = {},
  ): void {
    for (const parameter of this.values()) {
      parameter.initialize({ forceReinit, ...(init === undefined ? {} : { defaultInit: init }) });
    }
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

function reconcile(stored: Parameter, options: ParameterOptions): void {
  for (const [key, desired] of Object.entries(options) as [Attribute, unknown][]) {
    const has = stored[key];
    if (desired === undefined || desired === null) continue;
    if (has === null) {
      Object.assign(stored, { [key]: desired });
      continue;
    }
    const merged = key === 'shape' ? mergeShapes(desired as Shape, has as Shape) : null;
    if (merged !== null) {
      stored.shape = merged;
      continue;
    }
    if (same(desired, has)) continue;
    const received = `${key} ${shown(desired)} (desired attribute does not match with stored ${shown(has)})`;
    const what = `${key} ${shown(has)}`;
    throw new AssertionError(expected(stored.name, what, received, 'Ask for what the lender has'));
  }
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
