import type { Nested } from '../../array/array.ts';
import { NumArray } from '../../array/array.ts';
import { add, copyInto, fill, subtract } from '../../array/elementwise.ts';
import { expected, IndexError, ValueError } from '../../array/errors.ts';
import { cast, copy, select } from '../../array/movement.ts';
import type { NdArray } from '../../array/ndarray.ts';
import { type Shape, sameShape } from '../../array/shape.ts';
import { tensor } from '../../autograd/functions.ts';
import { isGradEnabled } from '../../autograd/mode.ts';
import { Tensor } from '../../autograd/tensor.ts';
import { Parameter } from '../../nn/parameter.ts';
import { isTaping } from './tape.ts';
import { shapeText, variableText } from './text.ts';

/** Anything a variable can be set to. */
export type Assignable = Tensor | NumArray | NdArray | Nested;

/** The array inside whatever was given, as a copy in float32 unless it was a tensor already. */
export function arrayOf(value: Assignable): NumArray {
  if (value instanceof Tensor) return value.array;
  return value instanceof NumArray ? value : tensor(value).array;
}

/** What an assignment answers: prints as 'UnreadVariable' with the whole variable's values. */
export interface Unread {
  toString(): string;
}

/**
 * A named box around a core parameter. Its values are never edited where they lie: every assignment puts a new array
 * in the box, so products recorded before keep what they saw. It has no gradient slot; gradients come from a tape.
 * Source: tf.Variable.
 */
export class Variable {
  /** `dense/kernel:0`. */
  readonly name: string;
  /** The parameter in the tree that the other dialects see, too. */
  readonly core: Parameter;
  readonly trainable: boolean;

  constructor(name: string, values: Assignable, { trainable = true }: { trainable?: boolean } = {}) {
    this.name = `${name}:0`;
    this.core = new Parameter(copy(arrayOf(values)), { requiresGrad: trainable });
    this.trainable = trainable;
  }

  get shape(): Shape {
    return this.core.shape;
  }
  get dtype(): string {
    return this.core.dtype;
  }
  get size(): number {
    return this.core.size;
  }
  /** The values as a tensor; inside a tape it is the one the tape watches. Source: tf.convert_to_tensor. */
  value(): Tensor {
    return isTaping() && isGradEnabled() ? this.core : new Tensor(copy(this.core.array));
  }
  /** A copy of the values: editing it does nothing to the variable. */
  numpy(): NumArray {
    return copy(this.core.array);
  }

  /** Replaces all values. Throws ValueError for another shape, or a tensor of another dtype. */
  assign(value: Assignable): Unread {
    return this.#put(this.#fitting(value));
  }
  /** Adds to all values. Throws as `assign`. */
  assignAdd(value: Assignable): Unread {
    return this.#put(add(this.core.array, this.#fitting(value)));
  }
  /** Subtracts from all values. Throws as `assign`. */
  assignSub(value: Assignable): Unread {
    return this.#put(subtract(this.core.array, this.#fitting(value)));
  }
  /**
   * The part at some leading indices, to be assigned: `v.at(0, 0).assign(42)`; `v.at()` is Python's `v[:]`. A number
   * fills the part. Throws IndexError outside, and as `assign`.
   */
  at(...index: number[]): { assign(value: Assignable): Unread } {
    const { name, shape } = this;
    if (index.length > shape.length) {
      const next = `Its shape is ${shapeText(shape)}`;
      throw new IndexError(expected(name, `at most ${shape.length} indices`, String(index.length), next));
    }
    return {
      assign: (value) => {
        const whole = copy(this.core.array);
        const part = index.reduce((rest, i) => select(rest, 0, i), whole);
        const given = this.#converted(value);
        if (given.rank === 0) fill(part, given.get());
        else copyInto(part, this.#sameShape(given, part.shape));
        return this.#put(whole);
      },
    };
  }
  toString(): string {
    return variableText(this.name, this.core.array);
  }

  #fitting(value: Assignable): NumArray {
    return this.#sameShape(this.#converted(value), this.shape);
  }
  /** The numbers in the variable's type: lists and numbers are converted, tensors of another type are refused. */
  #converted(value: Assignable): NumArray {
    if (value instanceof Tensor && value.dtype !== this.dtype) {
      const next = `Convert it: tensor.to("${this.dtype}")`;
      throw new ValueError(expected(this.name, `a ${this.dtype} tensor`, `a ${value.dtype} one`, next));
    }
    return cast(arrayOf(value), this.core.dtype);
  }
  #sameShape(given: NumArray, shape: Shape): NumArray {
    if (sameShape(given.shape, shape)) return given;
    const received = `${shapeText(given.shape)} (Shape mismatch)`;
    const next = 'Reshape the value, or assign a part with at(…)';
    throw new ValueError(expected(this.name, `a value of shape ${shapeText(shape)}`, received, next));
  }
  #put(values: NumArray): Unread {
    this.core.data = new Tensor(copy(values));
    const text = variableText('UnreadVariable', this.core.array);
    return { toString: () => text };
  }
}
