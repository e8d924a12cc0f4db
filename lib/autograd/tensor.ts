import { type DType, handedBack, type Nested, NumArray, release } from '../array/array.ts';
import { isFloat } from '../array/dtype.ts';
import { addInto } from '../array/elementwise.ts';
import { expected, kindOf, RuntimeError, shapeText } from '../array/errors.ts';
import { handBack } from '../array/kernels/resident.ts';
import { cast, copy } from '../array/movement.ts';
import type { NdArray } from '../array/ndarray.ts';
import { formatTensor } from '../array/print-torch.ts';
import { requireOptions } from '../array/require.ts';
import { type Shape, sameShape } from '../array/shape.ts';
import { warn } from '../array/warn.ts';
import { backward } from './backward.ts';
import { InPlace } from './inplace.ts';
import type { GradNode, Leaf, Primitive } from './node.ts';
import { convert } from './primitives.ts';
import { historyOf, remember } from './record.ts';
import { givenGradient, unitGradient } from './seed.ts';

const notNumbers = (value: unknown): TypeError =>
  new TypeError(expected('Tensor', 'a NumArray', kindOf(value), 'Make one from numbers with tensor([...])'));

const notATensor = (value: unknown): TypeError =>
  new TypeError(expected('operation', 'a Tensor', kindOf(value), 'Wrap it: new Tensor(array)'));

/** A `tidy` around this must not take the numbers back; when others `see` them, nobody must but the collector. */
const keep = (array: NumArray, seen: boolean): void => {
  const { loan } = array;
  if (loan === null) return;
  loan.kept = true;
  loan.seen ||= seen;
};

/**
 * Numbers that remember how they were made. A leaf was made by hand and keeps its gradient in `grad` when it
 * requires one; any other tensor was computed and only passes gradients on. Source: torch.Tensor.
 */
export class Tensor extends InPlace<Tensor> implements Leaf {
  #array: NumArray;
  #trainable = false;
  /** A tensor is made around the numbers when somebody asks. */
  #grad: Tensor | NumArray | null = null;
  /** The operation that made this tensor, or null for a leaf. */
  gradFn: GradNode | null = null;
  /** The tensor this one is a window on, if it is one. */
  readonly base: Tensor | null;

  /** Throws TypeError for anything but an array. */
  constructor(array: NumArray, base: Tensor | null = null) {
    super();
    if (!(array instanceof NumArray)) throw notNumbers(array);
    this.#array = array;
    this.base = base;
  }

  /** The numbers. Throws RuntimeError when a `tidy` that has ended handed them back. */
  get array(): NumArray {
    return this.numbers.settled();
  }
  /** The same for loops, which do not mind whose memory they lie in. */
  get numbers(): NumArray {
    const array = this.#array;
    if (array.loan?.ended) throw handedBack();
    return array;
  }
  /** Where the numbers lie or lay: for who asks whose memory it is, not what is in it. */
  get storage(): NumArray {
    return this.#array;
  }
  get shape(): Shape {
    return this.#array.shape;
  }
  get dtype(): DType {
    return this.#array.dtype;
  }
  /** Number of elements. */
  get size(): number {
    return this.#array.size;
  }
  /** How many in-place edits this storage has seen: views and `detach` count together, `.data` apart. Source: torch's `_version`. */
  get version(): number {
    return this.#array.edits;
  }
  get isLeaf(): boolean {
    return this.gradFn === null;
  }

  get requiresGrad(): boolean {
    return this.gradFn !== null || this.#trainable;
  }
  /** Throws RuntimeError for whole-number tensors, and when turned off on a computed tensor. */
  set requiresGrad(flag: boolean) {
    if (this.gradFn !== null && !flag) {
      const what = 'a leaf (you can only change requires_grad flags of leaf variables)';
      throw new RuntimeError(
        expected('requiresGrad', what, `the result of ${this.gradFn.name}`, 'Use detach()'),
      );
    }
    if (typeof flag !== 'boolean') {
      throw new TypeError(expected('requiresGrad', 'true or false', kindOf(flag), 'Choose one of the two'));
    }
    if (flag && !isFloat(this.dtype)) {
      const what =
        'a floating point tensor (only Tensors of floating point and complex dtype can require gradients)';
      throw new RuntimeError(expected('requiresGrad', what, this.dtype, "Make it with { dtype: 'float32' }"));
    }
    if (this.gradFn === null) this.#trainable = flag;
  }
  /** Sets `requiresGrad` and returns the tensor. */
  requiresGrad_(flag = true): this {
    this.requiresGrad = flag;
    return this;
  }

  /** The summed gradient of a leaf; null before the first backward, when frozen, and for computed tensors. */
  get grad(): Tensor | null {
    if (this.gradFn !== null) {
      warn(
        'the .grad of a computed tensor is never filled: it is being accessed on one that is not a leaf Tensor',
      );
    }
    if (this.#grad instanceof NumArray) this.#grad = new Tensor(this.#grad);
    if (this.#grad !== null) keep(this.#grad.#array, true);
    return this.#grad;
  }
  /** Throws TypeError for a non-tensor and RuntimeError for another shape or dtype. */
  set grad(value: Tensor | null) {
    if (value !== null && !(value instanceof Tensor)) {
      throw new TypeError(
        expected('grad', 'a Tensor or null', kindOf(value), 'Assign a tensor of the same shape'),
      );
    }
    if (value !== null && (value.dtype !== this.dtype || !sameShape(value.shape, this.shape))) {
      const what = `${this.dtype} of shape ${shapeText(this.shape)}`;
      const received = `${value.dtype} of shape ${shapeText(value.shape)}`;
      throw new RuntimeError(
        expected('grad', what, received, 'A gradient has the shape and dtype of its tensor'),
      );
    }
    const before = this.gradArray;
    if (before !== null && before.loan !== null && !before.loan.seen) handBack(before.data);
    if (value !== null) keep(value.array, true);
    this.#grad = value;
  }
  /** The numbers of `grad`, for the loops of an optimizer: whoever reads `grad` itself may hold on to it. */
  get gradArray(): NumArray | null {
    return this.#grad instanceof Tensor ? this.#grad.array : this.#grad;
  }
  /** Adds `g` to `grad`, keeping the grad object once it exists. `owned`: nobody else holds `g`. */
  accumulate(g: NumArray, owned: boolean): void {
    // Frozen since the operation ran.
    if (!this.#trainable) return;
    const sum = this.gradArray;
    if (sum === null) {
      const own = g.dtype !== this.dtype ? cast(g, this.dtype) : owned ? g : copy(g);
      // One list less for as long as the gradient lives.
      own.shape = this.#array.shape;
      keep(own, false);
      this.#grad = own;
    } else {
      addInto(sum, g);
      if (owned) release(g);
      sum.countEdit();
    }
  }

  /** The same numbers without history; edits through it are not counted. Source: torch `.data`. */
  get data(): Tensor {
    return new Tensor(this.numbers.countedApart());
  }
  /**
   * Swaps the storage; a recorded graph keeps the old one. Throws TypeError for a non-tensor, RuntimeError for whole
   * numbers.
   */
  set data(value: Tensor) {
    if (!(value instanceof Tensor)) {
      throw new TypeError(
        expected('data', 'a Tensor (variable data has to be a tensor)', kindOf(value), 'Wrap it first'),
      );
    }
    if (this.requiresGrad && !isFloat(value.dtype)) {
      const next = 'Only floating point tensors can require gradients: convert it first';
      throw new RuntimeError(expected('data', 'a floating point tensor', value.dtype, next));
    }
    keep(value.array, true);
    this.#array = value.array.countedApart(this.version);
  }
  /** The same numbers without history; edits through it are counted. Source: torch.Tensor.detach. */
  detach(): Tensor {
    return new Tensor(this.#array);
  }
  /** A live ndarray on the same numbers: writes go both ways and are not counted. Source: torch.Tensor.numpy. */
  ndarray(): NdArray {
    keep(this.array, true);
    return this.#array.ndarray();
  }
  /** The elements as nested lists. */
  tolist(): Nested {
    return this.array.toArray();
  }
  /** The one element. Throws RuntimeError unless there is exactly one. */
  item(): number {
    if (this.size !== 1) {
      const what = `one element (a Tensor with ${this.size} elements cannot be converted to Scalar)`;
      throw new RuntimeError(
        expected('item', what, `shape ${shapeText(this.shape)}`, 'Select one, or use tolist()'),
      );
    }
    const { memory, start } = this.numbers;
    return memory[start]!;
  }
  /** A converted copy, or the tensor itself when nothing changes; no history leads through whole numbers. */
  to(dtype: DType): Tensor {
    if (dtype === this.dtype) return this;
    return isFloat(dtype) ? compute(convert, [this], dtype) : new Tensor(cast(this.array, dtype));
  }
  override toString(): string {
    const suffix = this.gradFn
      ? `grad_fn=<${this.gradFn.name}>`
      : this.requiresGrad
        ? 'requires_grad=True'
        : '';
    return formatTensor(this.array, suffix ? [suffix] : []);
  }

  /**
   * Adds d(this)/d(leaf) to the `grad` of every leaf below. `gradient` is needed unless there is one element.
   * Throws RuntimeError: non-scalar without gradient, gradient of another shape or holding NaN, no graph, graph
   * already used up, saved values edited in place. Source: torch.Tensor.backward.
   */
  backward(gradient?: Tensor, options?: { retainGraph?: boolean }): void {
    requireOptions('backward', options, ['retainGraph']);
    if (!this.requiresGrad) {
      const what = 'a tensor computed from one that requires grad';
      const received = 'one that does not require grad and does not have a grad_fn';
      throw new RuntimeError(
        expected('backward', what, received, 'Set requiresGrad on a leaf before the forward pass'),
      );
    }
    const seed = gradient === undefined ? unitGradient(this) : givenGradient(this, gradient);
    backward(historyOf(this) ?? this, seed, options?.retainGraph);
  }

  protected override compute<A>(
    primitive: Primitive<A>,
    operands: Tensor[],
    attribute: A,
    name?: string,
  ): Tensor {
    return compute(primitive, operands, attribute, name);
  }
  protected override constant(array: NumArray): Tensor {
    return new Tensor(array);
  }
}

/** The numbers of the operands, put in their place: this runs once per operation, and a second list would be felt. */
function numbersOf(operands: Tensor[]): NumArray[] {
  const list: (Tensor | NumArray)[] = operands;
  for (let input = 0; input < list.length; input++) {
    const { numbers } = list[input] as Tensor;
    if (numbers === undefined) throw notATensor(list[input]);
    list[input] = numbers;
  }
  return list as NumArray[];
}

/**
 * Runs a primitive on tensors; the result remembers them when one requires grad. A window shares its base's edits. The
 * list of operands is used up.
 */
export function compute<A>(
  primitive: Primitive<A>,
  operands: Tensor[],
  attribute: A,
  name: string = primitive.name,
): Tensor {
  const source = operands[0];
  const node = remember(primitive, operands, attribute, name);
  const inputs = numbersOf(operands);
  const array = primitive.forward(inputs, attribute);
  const isWindow = source !== undefined && array.sharesWith(inputs[0]!);
  if (isWindow) array.countWith(inputs[0]!);
  const result = new Tensor(array, isWindow ? (source.base ?? source) : null);
  if (node !== null) {
    node.save(inputs, array);
    result.gradFn = node;
  }
  return result;
}
