import type { Data, NumArray } from '../array/array.ts';
import { copyInto, fill } from '../array/elementwise.ts';
import { expected, kindOf, RuntimeError, shapeText, shown, ValueError } from '../array/errors.ts';
import { contiguous } from '../array/movement.ts';
import { requireList, requireOptions } from '../array/require.ts';
import { sameShape } from '../array/shape.ts';
import { warn } from '../array/warn.ts';
import { Tensor } from '../autograd/tensor.ts';

/**
 * Steps each distinct parameter once, however often it was handed in: a tied parameter has one value and one
 * gradient. Parameters without a gradient are skipped. Throws ValueError for an empty list, TypeError for anything
 * that is no leaf tensor. Source: torch.optim.Optimizer.
 */
export abstract class Optimizer {
  /** The distinct parameters, in the order they were first met. */
  readonly parameters: readonly Tensor[];
  /** How many parameters came more than once: PyTorch warns about them. */
  readonly duplicates: number;
  #lr = 0;

  constructor(parameters: Iterable<Tensor>) {
    const all = requireList('optimizer', parameters, 'a list of tensors', 'Pass net.parameters()');
    if (all.length === 0) {
      const next = 'Pass net.parameters(); a generator that was walked before is empty';
      throw new ValueError(expected('optimizer', 'at least one parameter', 'an empty parameter list', next));
    }
    for (const parameter of all) {
      if (!(parameter instanceof Tensor) || !parameter.isLeaf) {
        const received =
          parameter instanceof Tensor ? "a computed tensor (can't optimize a non-leaf)" : kindOf(parameter);
        throw new TypeError(
          expected('optimizer', 'leaf tensors', received, 'Pass the parameters themselves'),
        );
      }
    }
    this.parameters = [...new Set(all)];
    this.duplicates = all.length - this.parameters.length;
    if (this.duplicates > 0) {
      warn('optimizer contains a parameter group with duplicate parameters; each is stepped once here');
    }
  }

  /** How far a step goes. Throws ValueError for anything but a number ≥ 0. */
  get lr(): number {
    return this.#lr;
  }
  set lr(value: number) {
    this.#lr = option('lr', value, notNegative, 'a number ≥ 0');
  }

  /** Forgets the gradients: null by default as in PyTorch 2, or zeros; a null gradient stays null. */
  zeroGrad(options?: { setToNone?: boolean }): void {
    requireOptions('zeroGrad', options, ['setToNone']);
    const { setToNone = true } = options ?? {};
    for (const parameter of this.parameters) {
      if (setToNone) parameter.grad = null;
      else if (parameter.gradArray !== null) fill(parameter.gradArray, 0);
    }
  }

  /**
   * Moves every parameter that has a gradient, in place and without recording. Throws RuntimeError for a gradient of another
   * shape, and then moves none.
   */
  step(): void {
    for (const tensor of this.parameters) {
      const { gradArray } = tensor;
      if (gradArray !== null && !sameShape(gradArray.shape, tensor.numbers.shape))
        throw misfit(tensor, gradArray);
    }
    for (const tensor of this.parameters) {
      const { gradArray } = tensor;
      if (gradArray === null) continue;
      const { numbers: array } = tensor;
      const target = contiguous(array);
      const grad = contiguous(gradArray);
      this.update(tensor, target.memory, target.start, grad.memory, grad.start, target.size);
      if (target !== array) copyInto(array, target);
      array.countEdit();
    }
  }

  /** Moves `size` values from `start` on by the gradient from `gradStart` on: dense buffers, for plain loops. */
  protected abstract update(
    tensor: Tensor,
    values: Data,
    start: number,
    grad: Data,
    gradStart: number,
    size: number,
  ): void;
}

function misfit({ shape }: Tensor, grad: NumArray): RuntimeError {
  const what = `a gradient of shape ${shapeText(shape)}`;
  const next = 'The parameter has other data since: forget the gradient, and make a new optimizer';
  return new RuntimeError(expected('step', what, `shape ${shapeText(grad.shape)}`, next));
}

/** What an optimizer keeps of a parameter, if it still fits. Throws RuntimeError when the parameter has another size since. */
export function requireRoom(kept: Data, size: number): void {
  if (kept.length === size) return;
  const next = 'The parameter has other data since: make a new optimizer';
  throw new RuntimeError(expected('step', `${kept.length} elements as before`, String(size), next));
}

export const notNegative = (value: number): boolean => value >= 0;

/** `value` when it is a number in range. Throws ValueError naming the option. */
export function option(name: string, value: number, fits: (value: number) => boolean, range: string): number {
  if (typeof value === 'number' && fits(value)) return value;
  throw new ValueError(
    expected(name, range, `${shown(value)} (Invalid ${name} value)`, `Choose ${name} in that range`),
  );
}
