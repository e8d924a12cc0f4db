import { type DType, type NumArray, zeros } from '../../array/array.ts';
import { copyInto } from '../../array/elementwise.ts';
import { AssertionError, expected, RuntimeError, ValueError } from '../../array/errors.ts';
import { cast } from '../../array/movement.ts';
import { type Shape, sameShape } from '../../array/shape.ts';
import { warn } from '../../array/warn.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { Parameter as CoreParameter } from '../../nn/parameter.ts';
import { attachGrad, type GradReq, isRecording, pause, refuseWriteInRecord } from './autograd.ts';
import { DeferredInitializationError } from './errors.ts';
import { asTensor, Initializer, type Values } from './initializer.ts';
import {
  Constant as ConstantInit,
  createInitializer,
  type InitializerLike,
  Uniform,
} from './initializers.ts';
import { dtypeText, isKnown, shapeGiven, shapeOrNone, UNKNOWN } from './text.ts';

export interface ParameterOptions {
  readonly gradReq?: GradReq;
  /** −1 or 0 stands for a length that the first forward pass will tell; a number is one axis. */
  readonly shape?: Shape | number | null;
  readonly dtype?: DType | null;
  readonly init?: InitializerLike | null;
  readonly allowDeferredInit?: boolean;
  readonly lrMult?: number;
  readonly wdMult?: number;
}
export interface InitializeOptions {
  readonly init?: InitializerLike | null;
  /** What counts when neither this call nor the parameter names a rule. */
  readonly defaultInit?: InitializerLike;
  readonly forceReinit?: boolean;
}

/** Waiting for a shape: the rule to run then, or the values that win over it. */
interface Deferred {
  readonly rule: Initializer;
  readonly values: NumArray | null;
}

/**
 * Values, gradient buffer and their rules under a full name. It is uninitialized, deferred or ready; the values and
 * the buffer exist only when it is ready. Source: mxnet.gluon.Parameter 1.x.
 */
export class Parameter {
  readonly name: string;
  lrMult: number;
  wdMult: number;
  init: InitializerLike | null;
  readonly allowDeferredInit: boolean;
  /** The leaf of the core tree: one for life, so that other dialects see the same parameter. */
  readonly core: CoreParameter;
  /** Whether a backward has filled the buffer since the last step. */
  freshGrad = false;
  #state: 'none' | 'ready' | Deferred = 'none';
  #shape: Shape | null;
  #dtype: DType | null;
  #gradReq: GradReq = 'write';

  constructor(name: string, options: ParameterOptions = {}) {
    const { shape = null, dtype = null, gradReq = 'write', init = null } = options;
    this.name = name;
    this.init = init;
    this.lrMult = options.lrMult ?? 1;
    this.wdMult = options.wdMult ?? 1;
    this.allowDeferredInit = options.allowDeferredInit ?? false;
    this.#shape = shapeGiven(shape);
    this.#dtype = dtype;
    this.core = CoreParameter.deferred(this.#shape ?? [UNKNOWN], dtype ?? 'float32');
    this.gradReq = gradReq;
  }

  get shape(): Shape | null {
    return this.#shape;
  }
  /** Unknown lengths may become known. Throws AssertionError when a known one would change. */
  set shape(given: Shape | null) {
    const shape = shapeGiven(given);
    const old = this.#shape;
    if (shape !== null && old !== null && !agree(old, shape)) {
      const received = `${shapeOrNone(shape)} (Expected shape ${shapeOrNone(old)} is incompatible with given shape)`;
      throw new AssertionError(
        expected(this.name, `shape ${shapeOrNone(old)}`, received, 'Keep the known lengths'),
      );
    }
    this.#shape = shape;
    if (this.core.isDeferred) this.core.knownShape = shape ?? [UNKNOWN];
  }
  /** null: the default, float32, which prints as a class. */
  get dtype(): DType | null {
    return this.#dtype;
  }
  set dtype(dtype: DType | null) {
    this.#dtype = dtype;
  }
  get isReady(): boolean {
    return this.#state === 'ready';
  }
  get isDeferred(): boolean {
    return typeof this.#state === 'object';
  }

  get gradReq(): GradReq {
    return this.#gradReq;
  }
  /** 'null' drops the buffer, the others make a zero one. Throws AssertionError for any other word. */
  set gradReq(req: GradReq) {
    if (!['write', 'add', 'null'].includes(req)) {
      const received = `'${String(req)}' (grad_req must be one of 'write', 'add', or 'null')`;
      throw new AssertionError(
        expected(this.name, "'write', 'add' or 'null'", received, 'Choose one of the three'),
      );
    }
    if (this.#gradReq === req) return;
    this.#gradReq = req;
    if (this.isReady) this.#attach();
  }

  /**
   * Chooses and runs the rule: `init`, else the parameter's own, else `defaultInit`. Warns and changes nothing when
   * it has values already, unless `forceReinit`; then the old values go before anything can fail. Waits for the
   * shape when that is allowed. The rule may stand before the options. Throws ValueError for an unknown shape otherwise,
   * AssertionError for an unknown rule.
   */
  initialize(given: InitializerLike | InitializeOptions = {}, more: InitializeOptions = {}): void {
    const isRule = typeof given === 'string' || given instanceof Initializer;
    const options = isRule ? { ...more, init: given } : given;
    const { init, defaultInit = new Uniform(), forceReinit = false } = options;
    if (this.isReady && !forceReinit) {
      warn(
        `Parameter '${this.name}' is already initialized, ignoring. Pass forceReinit: true to re-initialize.`,
      );
      return;
    }
    this.#state = 'none';
    const rule = createInitializer(init ?? this.init ?? defaultInit);
    if (!isKnown(this.#shape) && !this.allowDeferredInit) {
      const received = `${shapeOrNone(this.#shape)} (it has invalid shape)`;
      const next = 'Give every length, or allowDeferredInit: true';
      throw new ValueError(expected(this.name, 'a known shape', received, next));
    }
    this.#state = { rule, values: null };
    if (isKnown(this.#shape)) this.finishDeferredInit();
  }

  /**
   * Runs the waiting rule now that the shape is known; nothing waits: nothing happens. Throws
   * DeferredInitializationError while a length is unknown.
   */
  finishDeferredInit(): void {
    const waiting = this.#state;
    if (typeof waiting === 'string') return;
    if (!isKnown(this.#shape)) throw this.#notKnown();
    this.#state = 'none';
    const data = new Tensor(zeros(this.#shape, this.#dtype ?? 'float32'));
    pause(() => {
      if (waiting.values === null) waiting.rule._initWeight(this.name, data);
      else copyInto(data.array, waiting.values);
    });
    if (this.core.isDeferred) this.core.materialise(data.array);
    else {
      this.core.grad = null;
      this.core.data = data;
    }
    this.#state = 'ready';
    this.#attach();
  }

  /** The live values: edits through them change the parameter. Errors: see `requireReady`. */
  data(): Tensor {
    this.requireReady();
    return isRecording() ? this.core : this.core.data;
  }
  /** The gradient buffer, zeros until a backward fills it. Throws RuntimeError also when gradReq is 'null'. */
  grad(): Tensor {
    this.requireReady();
    if (this.#gradReq === 'null') {
      const received = "none (because grad_req='null')";
      throw new RuntimeError(expected(this.name, 'a gradient buffer', received, "Set gradReq to 'write'"));
    }
    return this.core.grad!;
  }
  /** Throws RuntimeError when `initialize` was never called, DeferredInitializationError while the shape is unknown. */
  requireReady(): void {
    if (this.isReady) return;
    if (this.isDeferred) throw this.#notKnown();
    const received = `none: Parameter '${this.name}' has not been initialized. Note that you should initialize parameters before use`;
    throw new RuntimeError(expected(this.name, 'values', received, 'Call net.initialize() first'));
  }
  #notKnown(): DeferredInitializationError {
    const received = 'none yet: actual initialization was deferred until the shape is known';
    return new DeferredInitializationError(
      expected(this.name, 'values', received, 'Pass some data through the network first'),
    );
  }

  /**
   * Copies values in: in place when ready; while deferred they fix the shape and win over the waiting rule. Throws
   * AssertionError for another shape or before `initialize`, MXNetError inside record. Source: set_data.
   */
  setData(values: Values): void {
    const given = asTensor(values).array;
    refuseWriteInRecord(this.name, 'setData');
    const state = this.#state;
    if (state === 'none') {
      const received = `an uninitialized parameter (Parameter '${this.name}' has not been initialized)`;
      throw new AssertionError(
        expected(this.name, 'an initialized parameter', received, 'Call initialize first'),
      );
    }
    this.shape = given.shape;
    if (state === 'ready') copyInto(this.core.array, given);
    else this.#state = { ...state, values: given };
  }
  /** Fills the gradient buffer with zeros; without one nothing happens. */
  zeroGrad(): void {
    if (this.isReady) this.core.grad?.zero_();
  }
  /** Converts values and gradient; the object stays. */
  cast(dtype: Extract<DType, 'float32' | 'float64'>): void {
    this.#dtype = dtype;
    if (!this.isReady) return;
    const grad = this.core.grad;
    this.core.grad = null;
    this.core.data = new Tensor(cast(this.core.array, dtype));
    this.core.grad = grad === null ? null : new Tensor(cast(grad.array, dtype));
  }

  /** `Parameter dense1_bias (shape=(1,), dtype=float32)`. */
  toString(): string {
    const dtype = dtypeText(this.#dtype);
    return `${this.constructor.name} ${this.name} (shape=${shapeOrNone(this.#shape)}, dtype=${dtype})`;
  }

  #attach(): void {
    this.freshGrad = false;
    attachGrad(this.core, this.#gradReq, () => {
      this.freshGrad = true;
    });
  }
}

/** A parameter that is never trained: its rule is its value. Source: mxnet.gluon.Constant. */
export class Constant extends Parameter {
  /** What it was made with. */
  readonly value: NumArray;
  constructor(name: string, value: Values) {
    const { array } = asTensor(value);
    super(name, {
      gradReq: 'null',
      shape: array.shape,
      dtype: array.dtype,
      init: new ConstantInit(array),
    });
    this.value = array;
  }
  override get gradReq(): GradReq {
    return 'null';
  }
  /** Anything but 'null' is ignored with a warning. */
  override set gradReq(req: GradReq) {
    if (req === 'null') super.gradReq = req;
    else
      warn(
        `Constant parameter "${this.name}" does not support grad_req other than "null", and new value "${req}" is ignored.`,
      );
  }
}

/** Whether a shape has every length that is known. */
export const agree = (known: Shape, given: Shape): boolean =>
  known.length === given.length &&
  sameShape(
    known.map((length, axis) => (length === UNKNOWN ? given[axis]! : length)),
    given,
  );
