import { AssertionError, expected, kindOf, NotImplementedError, ValueError } from '../../array/errors.ts';
import { warn } from '../../array/warn.ts';
import { resultOf } from '../../autograd/body.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { Module } from '../../nn/module.ts';
import { recorded } from './autograd.ts';
import type { InitializerLike } from './initializers.ts';
import { inScope, nextName, openScope } from './names.ts';
import { Parameter } from './parameter.ts';
import { ParameterDict } from './parameter-dict.ts';
import {
  type LoadableParameters,
  type LoadOptions,
  loadParameters,
  type SavedParameters,
  saveParameters,
} from './saving.ts';
import { summaryOf } from './summary.ts';
import { indented } from './text.ts';

export interface BlockOptions {
  /** Goes before the names of the block's parameters, as it is; by default `<hint><n>_`. */
  readonly prefix?: string;
  /** The parameters of a lender, to share them. */
  readonly params?: ParameterDict | null;
}

/**
 * A node of the tree: attributes that are blocks become children, attributes that are parameters are saved under
 * their attribute's name. Its name comes from the open scope or from the global counters. Source: mxnet.gluon.Block 1.x.
 */
export class Block {
  readonly prefix: string;
  readonly namesNothing: boolean;
  /** The block's own parameters, without its children's. */
  readonly params: ParameterDict;
  readonly children = new Map<string, Block>();
  /** Parameters by attribute, for structural names. */
  readonly attributes = new Map<string, Parameter>();
  /** The same tree for the core and for other dialects. */
  readonly core = new Module();
  /** How many unnamed children of each hint this block's scope has named. */
  readonly counters = new Map<string, number>();

  /** `hint` is what an unnamed block is called: its class in lower case unless told otherwise. */
  constructor({ prefix, params }: BlockOptions = {}, hint?: string) {
    const names = namesFor(hint ?? this.constructor.name.toLowerCase(), prefix, params);
    this.prefix = names.prefix;
    this.namesNothing = prefix === '';
    this.params = names.params;
    // biome-ignore lint/correctness/noConstructorReturn: only a proxy sees the assignments and fields of subclasses.
    return new Proxy(this, 'add' in this ? indexedTraps : traps);
  }

  /** The prefix without one trailing underscore. */
  get name(): string {
    return this.prefix.endsWith('_') ? this.prefix.slice(0, -1) : this.prefix;
  }
  /** Blocks made in `body` are named inside this one: `model0_dense0_`. Source: name_scope. */
  nameScope<T>(body: () => T): T {
    return inScope(this, () => resultOf('nameScope', body));
  }

  /** The output for an input. Throws NotImplementedError until a subclass defines it. */
  forward(_x: Tensor): Tensor {
    const received = `a ${this.constructor.name} without one`;
    throw new NotImplementedError(
      expected(this.name, 'a forward method', received, 'Define forward(x) in the subclass'),
    );
  }
  /** Computes; remembered for gradients only inside `record`. */
  call(x: Tensor): Tensor {
    return recorded(() => this.forward(x));
  }

  /** Makes `block` a child under `name`, by default the next number. Throws TypeError for anything else. */
  registerChild(block: Block, name: string = String(this.children.size)): void {
    if (!(block instanceof Block)) {
      throw new TypeError(
        expected(this.name, 'a Block', kindOf(block), 'Pass an instance, such as new Dense(4)'),
      );
    }
    this.children.set(name, block);
    this.core.addModule(name, block.core);
  }
  /**
   * All parameters of the tree, own first, shared ones at their first place; with `select` those whose full name the
   * pattern matches from its start on. Throws AssertionError when two parameters have one name. Source: collect_params.
   */
  collectParams(select?: string | RegExp): ParameterDict {
    warnOfContainers(this);
    const result = new ParameterDict(this.params.prefix);
    const pattern = startingWith(select ?? '');
    result.update([...this.params.items()].filter(([name]) => pattern.test(name)));
    for (const child of this.children.values()) result.update(child.collectParams(select));
    return result;
  }
  /** Starts all parameters; `init` counts where a parameter has no rule of its own. Source: Block.initialize. */
  initialize(init?: InitializerLike, options: { forceReinit?: boolean } = {}): void {
    this.collectParams().initialize(init, options);
  }
  /** Calls `fn` on every block, children first, one that is registered twice twice; returns this. */
  apply(fn: (block: Block) => void): this {
    for (const child of this.children.values()) child.apply(fn);
    fn(this);
    return this;
  }
  /** Converts every parameter of the tree. Source: Block.cast. */
  cast(dtype: 'float32' | 'float64'): void {
    for (const parameter of this.collectParams().values()) parameter.cast(dtype);
  }
  /** Accepted so that programs run unchanged: nothing is compiled here. */
  hybridize(active = true): void {
    for (const child of this.children.values()) child.hybridize(active);
  }

  /** Values by structural name, such as `0.weight`. Source: save_parameters. */
  saveParameters(options: { deduplicate?: boolean } = {}): SavedParameters {
    return saveParameters(this, options);
  }
  /** Takes values by structural name. Errors: see `loadParameters`. Source: load_parameters. */
  loadParameters(saved: LoadableParameters, options: LoadOptions = {}): void {
    loadParameters(this, saved, options);
  }
  /** The table of a forward pass with `x`, to print. Source: Block.summary. */
  summary(x: Tensor): string {
    return summaryOf(this, x);
  }

  /** The class, then one line per child. */
  toString(): string {
    const lines = [...this.children].map(([key, child]) => `  (${key}): ${indented(String(child))}`);
    return `${this.constructor.name}(\n${lines.join('\n')}\n)`;
  }
}

/** A block that can also run without Python, and so can all its children. Throws ValueError for another child. */
export class HybridBlock extends Block {
  override registerChild(block: Block, name?: string): void {
    if (block instanceof Block && !(block instanceof HybridBlock)) {
      const received = `${block.constructor.name} (Children of HybridBlock must also be HybridBlock)`;
      throw new ValueError(
        expected(this.name, 'a HybridBlock', received, 'Use Sequential to hold other blocks'),
      );
    }
    super.registerChild(block, name);
  }
  /** As for every block. Throws AssertionError for anything but an array. */
  override call(x: Tensor): Tensor {
    if (x instanceof Tensor) return super.call(x);
    const received = `${kindOf(x)} (HybridBlock requires the first argument to forward be either Symbol or NDArray)`;
    throw new AssertionError(expected(this.name, 'an array', received, 'Wrap numbers with tensor([...])'));
  }
}

/** Prefix and parameters of a new block, by the scope it is made in. Source: _BlockScope.create. */
function namesFor(hint: string, prefix?: string, lender: ParameterDict | null = null) {
  if (lender !== null && !(lender instanceof ParameterDict)) {
    const next = 'Pass the params of a block, such as shared.params';
    throw new TypeError(expected('params', 'a ParameterDict', kindOf(lender), next));
  }
  const scope = openScope() as Block | undefined;
  const own = prefix ?? `${nextName(hint, scope?.counters)}_`;
  const borrowed = lender === null ? null : new ParameterDict(lender.prefix, lender);
  if (scope === undefined) return { prefix: own, params: borrowed ?? new ParameterDict(own) };
  const { prefix: outer, shared } = scope.params;
  return { prefix: scope.prefix + own, params: borrowed ?? new ParameterDict(outer + own, shared) };
}

/** Python's `re.match`: from the start on, wherever it ends. */
function startingWith(select: string | RegExp): RegExp {
  const { source, flags } = typeof select === 'string' ? { source: select, flags: '' } : select;
  return new RegExp(`^(?:${source})`, flags.replace(/[gy]/g, ''));
}

/** Attribute assignment registers, whether by `this.a = …` or by a class field. Source: Block.__setattr__. */
const traps: ProxyHandler<Block> = {
  defineProperty(target, key, descriptor) {
    const { value } = descriptor;
    if (typeof key === 'string' && 'value' in descriptor) {
      const existing: unknown = Reflect.get(target, key);
      const declaredOnly = value === undefined && 'configurable' in descriptor;
      if (isSlot(existing)) {
        // A field that is only declared is defined as undefined after the base class has run.
        if (declaredOnly) return true;
        checkReplacement(key, existing, value);
      }
      if (value instanceof Block) target.registerChild(value, key);
      else if (value instanceof Parameter) holdParameter(target, key, value);
    }
    return Reflect.defineProperty(target, key, descriptor);
  },
};
const integer = /^-?\d+$/;

/** The same for containers, where `net[1]` is the child at that position. */
const indexedTraps: ProxyHandler<Block> = {
  ...traps,
  get(target, key, receiver) {
    if (typeof key === 'string' && integer.test(key)) {
      return (target as unknown as { at(i: number): Block }).at(Number(key));
    }
    return Reflect.get(target, key, receiver);
  },
};

const isSlot = (value: unknown): value is Block | Parameter =>
  value instanceof Block || value instanceof Parameter;

function checkReplacement(name: string, existing: Block | Parameter, value: unknown): void {
  const wanted = existing.constructor;
  if (value instanceof (wanted as new () => unknown)) return;
  const received = `${kindOf(value)} (Changing attribute type for ${name} is not allowed)`;
  throw new TypeError(
    expected(name, `a ${wanted.name}`, received, 'Use another attribute for something else'),
  );
}

function holdParameter(block: Block, name: string, parameter: Parameter): void {
  if (block.attributes.has(name)) {
    const received = `a second one (Overriding Parameter attribute ${name} is not allowed)`;
    const next = 'To share parameters, pass params: when the block is made';
    throw new AssertionError(expected(name, 'one Parameter for life', received, next));
  }
  block.attributes.set(name, parameter);
  block.core.registerParameter(name, parameter.core);
}

function warnOfContainers(block: Block): void {
  const registered = new Set(block.children.values());
  for (const [name, value] of Object.entries(block)) {
    if (!holdsBlock(value, registered)) continue;
    warn(
      `"${block.constructor.name}.${name}" is an unregistered container with Blocks: they have no part in collectParams. ` +
        'Use registerChild or Sequential.',
    );
  }
}

/** Lists, maps and plain objects are looked through; a block in them that is registered elsewhere is no mistake. */
function holdsBlock(value: unknown, registered: ReadonlySet<Block>): boolean {
  if (value instanceof Map || value instanceof Set) return holdsBlock([...value.values()], registered);
  if (Array.isArray(value))
    return value.some((item) => isLoose(item, registered) || holdsBlock(item, registered));
  const plain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return plain && holdsBlock(Object.values(value), registered);
}
const isLoose = (item: unknown, registered: ReadonlySet<Block>): boolean =>
  item instanceof Block && !registered.has(item);
