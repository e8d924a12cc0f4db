import type { DType } from '../array/array.ts';
import { requireFloat } from '../array/dtype.ts';
import { fill } from '../array/elementwise.ts';
import { AttributeError, expected, kindOf, NotImplementedError, ValueError } from '../array/errors.ts';
import { cast } from '../array/movement.ts';
import { requireFunction, requireOptions } from '../array/require.ts';
import { Tensor } from '../autograd/tensor.ts';
import { OneShot, pairAt, valueAt } from './one-shot.ts';
import { Parameter } from './parameter.ts';
import { stepsOf } from './place.ts';
import {
  checkName,
  indexedTraps,
  isModule,
  kindOfSlot,
  moduleMark,
  newSlots,
  registeringTraps,
  requireSlot,
  type SlotKind,
  slotsOf,
  slotTable,
} from './slots.ts';
import {
  type LoadOptions,
  type LoadResult,
  loadState,
  type StateDict,
  type StateLike,
  stateOf,
} from './state.ts';
import { childrenFirst, listing, type WalkOptions, walk } from './walk.ts';

/**
 * A node of the tree: holds parameters, buffers and child modules under names, and computes `forward`. Assigning a
 * Parameter, a Module, or a tensor over a buffer registers it. Names are local; paths join them with dots.
 * Source: torch.nn.Module.
 */
export class Module {
  /** Whether layers such as Dropout behave as in training. */
  training = true;

  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: only a proxy sees the assignments and fields of subclasses.
    return registering(this);
  }

  /** The output for an input. Throws NotImplementedError until a subclass defines it. */
  forward(_input: Tensor): Tensor {
    const received = `a ${this.typeName} without one (missing the required "forward" function)`;
    throw new NotImplementedError(
      expected(this.typeName, 'a forward method', received, 'Define forward(x) in the subclass'),
    );
  }

  /** Not a field: a copy under way must be told for a module before it has its fields. */
  get [moduleMark](): true {
    return true;
  }
  /** The class name, as printed. */
  get typeName(): string {
    return this.constructor.name;
  }
  /** What stands between the parentheses when the module is printed; subclasses override it. */
  extraRepr(): string {
    return '';
  }

  /**
   * Holds `value` under `name`; null keeps the name without a value, as a layer without bias does.
   * Throws TypeError for a name that is no string or a value that is no Parameter, KeyError for an empty, dotted or
   * taken name. Source: register_parameter.
   */
  registerParameter(name: string, value: Parameter | null): void {
    check(this, 'parameter', name);
    if (value !== null && !(value instanceof Parameter)) {
      const received = `${kindOf(value)} (cannot assign it to parameter '${name}')`;
      throw new TypeError(
        expected('registerParameter', 'a Parameter or null', received, 'Wrap it: new Parameter(tensor)'),
      );
    }
    put(this, 'parameter', name, value);
  }
  /**
   * Holds a tensor that is saved but not trained; `persistent: false` leaves it out of `stateDict`. Errors as
   * registerParameter. Source: register_buffer.
   */
  registerBuffer(name: string, value: Tensor | null, options: { persistent?: boolean } = {}): void {
    requireOptions('registerBuffer', options, ['persistent']);
    const { persistent = true } = options;
    check(this, 'buffer', name);
    if (value !== null && !(value instanceof Tensor)) {
      const received = `${kindOf(value)} (cannot assign it to buffer '${name}')`;
      throw new TypeError(
        expected('registerBuffer', 'a Tensor or null', received, 'Wrap numbers with tensor([...])'),
      );
    }
    put(this, 'buffer', name, value);
    slotsOf(this).buffers.find(name)!.persistent = persistent;
  }
  /** Holds a child; a name that is a child already is replaced in place. Errors as registerParameter. Source: add_module. */
  addModule(name: string, module: Module | null): void {
    if (module !== null && !isModule(module)) {
      const received = `${kindOf(module)}, which is not a Module subclass`;
      throw new TypeError(
        expected('addModule', 'a Module or null', received, 'Pass an instance, such as new ReLU()'),
      );
    }
    check(this, 'module', name);
    put(this, 'module', name, module);
  }
  registerModule(name: string, module: Module | null): void {
    this.addModule(name, module);
  }

  // — listings: every one goes through the walk, so a tied parameter has one name —

  /** Pairs of path and parameter, own before children's; one-shot, as a Python generator. Source: named_parameters. */
  namedParameters(options?: WalkOptions): IterableIterator<[string, Parameter]> {
    return new OneShot<Parameter, [string, Parameter]>(() => listing(this, 'parameters', options), pairAt);
  }
  parameters(options?: WalkOptions): IterableIterator<Parameter> {
    return new OneShot<Parameter, Parameter>(() => listing(this, 'parameters', options), valueAt);
  }
  namedBuffers(options?: WalkOptions): IterableIterator<[string, Tensor]> {
    return new OneShot<Tensor, [string, Tensor]>(() => listing(this, 'buffers', options), pairAt);
  }
  buffers(options?: WalkOptions): IterableIterator<Tensor> {
    return new OneShot<Tensor, Tensor>(() => listing(this, 'buffers', options), valueAt);
  }
  /** Pairs of path and module, starting with ['', this]; each object once. Source: named_modules. */
  *namedModules(options: WalkOptions = {}): Generator<[string, Module]> {
    for (const { path, module } of walk(this, options)) yield [path, module];
  }
  *modules(): Generator<Module> {
    for (const { module } of walk(this)) yield module;
  }
  /** The direct children, each object once. Source: named_children. */
  *namedChildren(): Generator<[string, Module]> {
    const seen = new Set<Module>();
    for (const { name, value: child } of slotsOf(this).children.list) {
      if (child === null || seen.has(child)) continue;
      seen.add(child);
      yield [name, child];
    }
  }
  *children(): Generator<Module> {
    for (const [, child] of this.namedChildren()) yield child;
  }
  /** The direct children by name, with repeats and empty places, as they are printed. */
  childSlots(): [string, Module | null][] {
    return slotsOf(this).children.list.map(({ name, value }) => [name, value]);
  }
  /** The own parameters by name, with repeats and empty places, such as the bias of a layer without one. */
  parameterSlots(): [string, Parameter | null][] {
    return slotsOf(this).parameters.list.map(({ name, value }) => [name, value]);
  }

  /**
   * The module at a dotted path; '' is this one. Throws AttributeError naming the first missing step. Source:
   * get_submodule.
   */
  getSubmodule(path: string): Module {
    let module: Module = this;
    for (const step of stepsOf('getSubmodule', path)) {
      const found = requireSlot(slotsOf(module), module.typeName, step);
      if (!isModule(found)) throw notA('Module', path, found);
      module = found;
    }
    return module;
  }
  /** The parameter at a dotted path. Throws AttributeError naming the first missing step. Source: get_parameter. */
  getParameter(path: string): Parameter {
    const steps = stepsOf('getParameter', path);
    const owner = this.getSubmodule(steps.slice(0, -1).join('.'));
    const found = requireSlot(slotsOf(owner), owner.typeName, steps.at(-1) ?? '');
    if (!(found instanceof Parameter)) throw notA('Parameter', path, found);
    return found;
  }

  // — what is done to the whole tree —

  /** Calls `fn` on every module, children first, a child that one parent holds twice once; returns this. Source: apply. */
  apply(fn: (module: Module) => void): this {
    requireFunction('apply', fn, 'Write apply((module) => …)');
    for (const module of childrenFirst(this)) fn(module);
    return this;
  }
  /** Sets `training` everywhere; returns this. Throws ValueError unless `mode` is a boolean. */
  train(mode = true): this {
    if (typeof mode !== 'boolean') {
      const received = `${kindOf(mode)} (training mode is expected to be boolean)`;
      throw new ValueError(expected('train', 'true or false', received, 'Call train() or eval()'));
    }
    for (const module of this.modules()) module.training = mode;
    return this;
  }
  eval(): this {
    return this.train(false);
  }
  /** Forgets all gradients: null by default as in PyTorch 2, or zeros; a null gradient stays null. */
  zeroGrad(options?: { setToNone?: boolean }): void {
    requireOptions('zeroGrad', options, ['setToNone']);
    const { setToNone = true } = options ?? {};
    for (const parameter of this.parameters()) {
      if (setToNone) parameter.grad = null;
      else if (parameter.grad !== null) fill(parameter.grad.array, 0);
    }
  }
  /** Freezes or thaws every parameter; buffers stay as they are. Returns this. */
  requiresGrad_(flag = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(flag);
    return this;
  }
  /** Converts parameters and floating buffers in place; objects and ties stay. Source: module.double(), module.to(dtype). */
  to(dtype: Extract<DType, 'float32' | 'float64'>): this {
    requireFloat('to', dtype);
    const tensors = [...this.parameters(), ...this.buffers()];
    for (const tensor of tensors) {
      if (tensor.dtype === 'int64' || tensor.dtype === 'bool') continue;
      const grad = tensor.grad;
      tensor.grad = null;
      tensor.data = new Tensor(cast(tensor.array, dtype));
      if (grad !== null) tensor.grad = grad.to(dtype);
    }
    return this;
  }
  double(): this {
    return this.to('float64');
  }
  float(): this {
    return this.to('float32');
  }

  /**
   * Every path with its tensor, tied paths included, own before children's: a new map of live values, so that an
   * edit shows in both. `prefix` is used as it is and needs its own dot. Source: state_dict.
   */
  stateDict(options: { prefix?: string; keepVars?: boolean } = {}): StateDict {
    return stateOf(this, options);
  }
  /**
   * Copies values in by path, in place: objects, ties and gradients stay. What fits is copied even when the rest
   * then fails. Throws TypeError for a non-mapping, RuntimeError for wrong shapes or values, and when strict for missing or
   * unexpected keys. Source: load_state_dict.
   */
  loadStateDict(state: StateLike, options: LoadOptions = {}): LoadResult {
    return loadState(this, state, options);
  }
}

function registering<M extends Module>(module: M): M {
  const slots = newSlots(module);
  Object.defineProperty(module, slotTable, { value: slots });
  const proxy = new Proxy(module, 'at' in module ? indexedTraps : registeringTraps) as M;
  slots.proxy = proxy;
  return proxy;
}

/** A module of the same class that holds nothing yet; its constructor does not run. */
export function blankLike(module: Module): Module {
  return registering(Object.create(Object.getPrototypeOf(module)) as Module);
}

function put(module: Module, kind: SlotKind, name: string, value: Parameter | Tensor | Module | null): void {
  const { parameters, buffers, children } = slotsOf(module);
  if (kind === 'parameter') parameters.set(name, value as Parameter | null);
  else if (kind === 'buffer') buffers.set(name, value as Tensor | null);
  else children.set(name, value as Module | null);
  (module as Module & Record<string, unknown>)[name] = value;
}

/** A name is taken by a method or a field with a value; a field that is only declared leaves it free. */
const isTaken = (module: Module, name: string): boolean =>
  Object.getOwnPropertyDescriptor(module, name)?.value !== undefined || name in Object.getPrototypeOf(module);

const check = (module: Module, kind: SlotKind, name: string): void =>
  checkName(kind, name, (wanted) => kindOfSlot(slotsOf(module), wanted) !== kind && isTaken(module, wanted));

const notA = (what: string, path: string, found: unknown): AttributeError => {
  const received = `${kindOf(found)} (\`${path}\` is not a ${what})`;
  return new AttributeError(expected(path, `a ${what}`, received, 'Check the last step of the path'));
};
