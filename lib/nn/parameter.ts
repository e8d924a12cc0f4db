import { type DType, NumArray, zeros } from '../array/array.ts';
import { expected, kindOf, RuntimeError, shapeText, ValueError } from '../array/errors.ts';
import { requireOptions } from '../array/require.ts';
import { checkShape, type Shape, sameShape } from '../array/shape.ts';
import { Tensor } from '../autograd/tensor.ts';
import { Place } from './place.ts';

/** A shape in which −1 stands for what is not known. */
function requireKnown(shape: Shape): Shape {
  checkShape('Parameter', Array.isArray(shape) ? shape.map((n) => (n === -1 ? 0 : n)) : shape);
  return shape;
}

/**
 * A leaf tensor that a module knows to be learnable. It shares the storage it is given and has no name of its own:
 * names belong to the slots that hold it, and two slots may hold one parameter. Throws RuntimeError for whole numbers
 * that should require grad. Source: torch.nn.Parameter.
 */
export class Parameter extends Tensor {
  /** The shape asked for while some lengths (−1) are not known yet; null once there is storage. */
  #pending: Shape | null = null;
  /** Where a walk of a tree met this parameter. */
  readonly #place = new Place();

  constructor(values: Tensor | NumArray, options?: { requiresGrad?: boolean }) {
    requireOptions('Parameter', options, ['requiresGrad']);
    if (!(values instanceof Tensor) && !(values instanceof NumArray)) {
      const next = 'Wrap numbers with tensor([...]) first';
      throw new TypeError(expected('Parameter', 'a Tensor', kindOf(values), next));
    }
    super(values instanceof Tensor ? values.array : values);
    this.requiresGrad = options?.requiresGrad ?? true;
  }

  /** A parameter whose shape is not known yet: −1 stands for an unknown length. Source: deferred initialization in Gluon. */
  static deferred(shape: Shape, dtype: DType = 'float32'): Parameter {
    const parameter = new Parameter(zeros([0], dtype));
    parameter.#pending = requireKnown(shape);
    return parameter;
  }

  get place(): Place {
    return this.#place;
  }

  get isDeferred(): boolean {
    return this.#pending !== null;
  }
  /** The shape with −1 for what is unknown. */
  get knownShape(): Shape {
    return this.#pending ?? this.shape;
  }
  /** Tells more of the shape of a deferred parameter. */
  set knownShape(shape: Shape) {
    if (this.#pending !== null) this.#pending = requireKnown(shape);
  }
  /** The numbers. Throws ValueError while the shape is unknown. */
  override get numbers(): NumArray {
    if (this.#pending !== null) {
      const received = `an uninitialized parameter of shape ${shapeText(this.#pending)}`;
      throw new ValueError(expected('parameter', 'a known shape', received, 'Run a first forward pass'));
    }
    return super.numbers;
  }
  /** Gives a deferred parameter its storage. Throws RuntimeError when it has some, or the known lengths differ. */
  materialise(array: NumArray): void {
    if (!(array instanceof NumArray)) {
      throw new TypeError(expected('materialise', 'a NumArray', kindOf(array), 'Pass tensor.array'));
    }
    const wanted = this.#pending;
    const fits =
      wanted !== null &&
      sameShape(
        wanted.map((n, axis) => (n === -1 ? (array.shape[axis] ?? -2) : n)),
        array.shape,
      );
    if (!fits) {
      const what = wanted === null ? 'a deferred parameter' : `shape ${shapeText(wanted)}`;
      const received = wanted === null ? 'one that has its values' : shapeText(array.shape);
      throw new RuntimeError(
        expected('materialise', what, received, 'Give every deferred parameter its values once'),
      );
    }
    this.#pending = null;
    this.data = new Tensor(array);
  }
}
