import { type DType, fromNested, full, type Nested, NumArray, zeros as zeroArray } from '../array/array.ts';
import { addInto } from '../array/elementwise.ts';
import { expected, RuntimeError, shapeText, ValueError } from '../array/errors.ts';
import { copy } from '../array/movement.ts';
import { isNdArray, type NdArray } from '../array/ndarray.ts';
import { requireOptions } from '../array/require.ts';
import { type Shape, sameShape } from '../array/shape.ts';
import { backward, type Deliver } from './backward.ts';
import { productName } from './operations.ts';
import * as rules from './primitives.ts';
import { historyOf } from './record.ts';
import { notATensor, type Reduction, requireReduction, requireTensor, requireTensors } from './require.ts';
import { givenGradient } from './seed.ts';
import { compute, Tensor } from './tensor.ts';

const OPTIONS = ['dtype', 'requiresGrad'] as const;

export interface TensorOptions {
  readonly dtype?: DType;
  readonly requiresGrad?: boolean;
}

/**
 * A leaf holding a copy of nested lists, a number, or an ndarray. float32 unless said; lists of booleans give bool.
 * Throws ValueError for ragged lists, RuntimeError when whole numbers should require grad.
 */
export function tensor(values: Nested | NdArray, options?: TensorOptions): Tensor {
  requireOptions('tensor', options, OPTIONS);
  const nested = isNdArray(values) ? fromView(values, options?.dtype) : fromNested(values, options?.dtype);
  return new Tensor(nested).requiresGrad_(options?.requiresGrad ?? false);
}

function fromView(view: NdArray, dtype: DType = 'float32'): NumArray {
  const window = new NumArray(view.data as Float64Array, view.shape, 'float64', view.stride, view.offset);
  const copied = zeroArray(view.shape, dtype);
  copied.data.set(window.values());
  return copied;
}

/** A leaf of this shape, all 0. Errors as `tensor`. Source: torch.zeros. */
export function zeros(shape: Shape, options?: TensorOptions): Tensor {
  requireOptions('zeros', options, OPTIONS);
  return new Tensor(zeroArray(shape, options?.dtype)).requiresGrad_(options?.requiresGrad ?? false);
}

/** A leaf of this shape, all 1. Errors as `tensor`. Source: torch.ones. */
export function ones(shape: Shape, options?: TensorOptions): Tensor {
  requireOptions('ones', options, OPTIONS);
  return new Tensor(full(shape, 1, options?.dtype)).requiresGrad_(options?.requiresGrad ?? false);
}

/** Zeros in the shape and dtype of another tensor. Source: torch.zeros_like. */
export const zerosLike = (like: Tensor): Tensor =>
  new Tensor(zeroArray(requireTensor('zerosLike', like).shape, like.dtype));

/** Tensors laid end to end along one axis. Throws RuntimeError when the other axes differ. Source: torch.cat. */
export const cat = (parts: readonly Tensor[], axis = 0): Tensor =>
  compute(rules.cat, requireTensors('cat', parts), axis);

/** Equal-shaped tensors along a new axis. Source: torch.stack. */
export const stack = (parts: readonly Tensor[], axis = 0): Tensor =>
  named(
    cat(
      requireTensors('stack', parts).map((part) => {
        const at = axis < 0 ? axis + part.shape.length + 1 : axis;
        return part.reshape(...part.shape.toSpliced(at, 0, 1));
      }),
      axis,
    ),
    'StackBackward0',
  );

/**
 * y = x · Wᵀ + b in one step. Shapes: x (…, in), W (out, in), b (out) → (…, out). Throws RuntimeError when the
 * sizes do not meet. Source: torch.nn.functional.linear.
 */
export function linear(x: Tensor, weight: Tensor, bias: Tensor | null = null): Tensor {
  const shape = x?.shape;
  const rows = weight?.shape;
  // Only looked at, not asked for its class: this runs once per layer.
  if (shape === undefined || rows === undefined) throw notATensor('linear', rows ? x : weight);
  const rank = shape.length;
  if (rows.length !== 2 || shape[rank - 1] !== rows[1]) {
    const received = `${shapeText(shape)} and a weight of shape ${shapeText(rows)}`;
    const next = 'mat1 and mat2 shapes cannot be multiplied: the weight is (out, in)';
    throw new RuntimeError(expected('linear', `an input of shape (…, ${rows[1]})`, received, next));
  }
  if (bias !== null && (bias.shape?.length !== 1 || bias.shape[0] !== rows[0])) {
    requireTensor('linear', bias);
    const next = 'The bias has one element per row of the weight';
    throw new RuntimeError(expected('linear', `a bias of shape (${rows[0]},)`, shapeText(bias.shape), next));
  }
  if (bias === null) return compute(rules.linear, [x, weight], undefined, productName(rank, 2));
  return compute(rules.linear, [x, weight, bias], undefined, rank === 2 ? 'AddmmBackward0' : 'ViewBackward0');
}

/** The composition's result under the name PyTorch prints for it. */
function named(result: Tensor, name: string): Tensor {
  if (result.gradFn) result.gradFn.name = name;
  return result;
}

/**
 * mean((prediction − target)²), a scalar unless 'none'. Throws RuntimeError unless the shapes are equal. Source:
 * torch mse_loss.
 */
export function mseLoss(prediction: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  requireTensor('mseLoss', prediction);
  requireTensor('mseLoss', target);
  requireReduction('mseLoss', reduction);
  if (!sameShape(prediction.shape, target.shape)) {
    const next = 'Reshape one of them: silent broadcasting would give a wrong loss';
    throw new RuntimeError(
      expected('mseLoss', `a target of shape ${shapeText(prediction.shape)}`, shapeText(target.shape), next),
    );
  }
  if (reduction === 'none') return named(prediction.sub(target).pow(2), 'MseLossBackward0');
  return compute(rules.squaredError, [prediction, target], reduction === 'mean' ? prediction.size : 1);
}

/** x − log Σ exp x along one axis. Throws IndexError for an unknown axis. Source: torch log_softmax. */
export const logSoftmax = (x: Tensor, axis = -1): Tensor =>
  compute(rules.logSoftmax, [requireTensor('logSoftmax', x)], axis);

/** exp x / Σ exp x along one axis. Throws IndexError for an unknown axis. Source: torch softmax. */
export const softmax = (x: Tensor, axis = -1): Tensor =>
  compute(rules.softmax, [requireTensor('softmax', x)], axis);

/**
 * Mean over rows of −log softmax(logits)[class]. Shapes: logits (N, C), classes (N) of whole numbers → scalar, or
 * (N) for 'none'.
 * Throws RuntimeError for other shapes and ValueError for a class outside [0, C). Source: torch cross_entropy.
 */
export function crossEntropyLoss(logits: Tensor, classes: Tensor, reduction: Reduction = 'mean'): Tensor {
  requireTensor('crossEntropyLoss', logits);
  requireTensor('crossEntropyLoss', classes);
  requireReduction('crossEntropyLoss', reduction);
  const [rows, columns] = logits.shape;
  if (logits.shape.length !== 2 || !sameShape(classes.shape, [rows!])) {
    const received = `${shapeText(logits.shape)} and ${shapeText(classes.shape)}`;
    throw new RuntimeError(
      expected('crossEntropyLoss', 'logits (N, C) and classes (N,)', received, 'One class per row'),
    );
  }
  const labels = classes.array.values();
  labels.forEach((label, row) => {
    if (!Number.isInteger(label) || label < 0 || label >= columns!) {
      const what = `classes in [0, ${columns! - 1}]`;
      throw new ValueError(
        expected('crossEntropyLoss', what, `${label} at row ${row}`, 'Classes count from 0'),
      );
    }
  });
  const divisor = reduction === 'none' ? null : reduction === 'sum' ? 1 : labels.length;
  return compute(rules.nllLoss, [logSoftmax(logits, 1)], { labels, divisor });
}

/**
 * d(root)/d(source) for each source, a leaf or computed, summed over its uses, without touching any `grad`; null where
 * `root` does not depend on it. `seed` is the gradient of `root`, ones unless given. Throws RuntimeError as `backward` does.
 * Source: torch.autograd.grad, tf.GradientTape.gradient.
 */
export function gradients(
  root: Tensor,
  sources: readonly Tensor[],
  options?: { seed?: Tensor; retainGraph?: boolean },
): (Tensor | null)[] {
  requireTensor('gradients', root);
  const asked = requireTensors('gradients', sources);
  requireOptions('gradients', options, ['seed', 'retainGraph']);
  const totals = new Map<unknown, NumArray>();
  const computed = new Set(asked.map(({ gradFn }) => gradFn));
  const seed =
    options?.seed === undefined ? full(root.shape, 1, root.dtype) : givenGradient(root, options.seed);
  if (root.requiresGrad) {
    const addUp: Deliver = (leaf, g, owned) => {
      const total = totals.get(leaf);
      if (total !== undefined) addInto(total, g);
      else totals.set(leaf, owned ? g : copy(g));
    };
    backward(historyOf(root) ?? root, seed, options?.retainGraph, addUp, (node, g) => {
      if (computed.has(node)) totals.set(node, copy(g));
    });
  }
  return asked.map((source) => {
    const total = totals.get(source.gradFn ?? source);
    return total === undefined ? null : new Tensor(total);
  });
}
