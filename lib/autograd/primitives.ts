import type { NumArray } from '../array/array.ts';
import { full, zeros } from '../array/array.ts';
import { difference, squaredDistance } from '../array/distance.ts';
import { isFloat } from '../array/dtype.ts';
import {
  add as addArrays,
  addInto,
  divide,
  gate,
  map,
  multiply,
  relu as reluArray,
  scale,
  sigmoid as sigmoidOf,
  subtract,
} from '../array/elementwise.ts';
import { expected, RuntimeError } from '../array/errors.ts';
import { LARGE } from '../array/kernels/resident.ts';
import { matmul as matmulArrays, product2d } from '../array/matmul.ts';
import { cast, concatenate, copy, expand, isUniform, reshape, slice, transpose } from '../array/movement.ts';
import { sum as sumArray, sumRows, unbroadcast } from '../array/reduce.ts';
import { resolveAxes, resolveAxis, type Shape, sizeOf } from '../array/shape.ts';
import {
  logSoftmaxGradient,
  logSoftmax as logSoftmaxOf,
  pick,
  pickGradient,
  softmaxGradient,
  softmax as softmaxOf,
} from '../array/softmax.ts';
import { FIRST, NOTHING, OUTPUT, type Primitive, SECOND, SHAPES } from './node.ts';

export const add: Primitive = {
  name: 'AddBackward0',
  forward: ([a, b]) => addArrays(a!, b!),
  uses: [SHAPES],
  gradient: (input, g, { shapes }) => unbroadcast(g, shapes[input]!),
};

export const sub: Primitive = {
  name: 'SubBackward0',
  forward: ([a, b]) => subtract(a!, b!),
  uses: [SHAPES],
  gradient: (input, g, { shapes }) => unbroadcast(input === 0 ? g : scale(g, -1), shapes[input]!),
};

/** g · v; one number stretched over a shape stays one. */
const product = (g: NumArray, v: NumArray): NumArray =>
  g.size > 1 && v.size === 1 && isUniform(g)
    ? expand(multiply(g.window([], []), reshape(v, [])), g.shape)
    : multiply(g, v);

export const mul: Primitive = {
  name: 'MulBackward0',
  forward: ([a, b]) => multiply(a!, b!),
  uses: [SECOND | SHAPES, FIRST | SHAPES],
  gradient: (input, g, node) =>
    unbroadcast(product(g, input === 0 ? node.second : node.first), node.shapes[input]!),
};

/** a / b: da = g / b, db = −g · a / b². */
export const div: Primitive = {
  name: 'DivBackward0',
  forward: ([a, b]) => divide(a!, b!),
  uses: [SECOND | SHAPES, FIRST | SECOND | SHAPES],
  gradient: (input, g, { shapes, first: a, second: b }) => {
    const da = divide(g, b);
    return unbroadcast(input === 0 ? da : scale(divide(multiply(da, a), b), -1), shapes[input]!);
  },
};

/** xᵖ; whole numbers stay whole when p is. Throws RuntimeError for whole numbers and a negative whole p. */
function power(x: NumArray, p: number): NumArray {
  const whole = !isFloat(x.dtype) && Number.isInteger(p);
  if (whole && p < 0) {
    const what = 'a power ≥ 0 (Integers to negative integer powers are not allowed)';
    throw new RuntimeError(expected('pow', what, String(p), "Convert first: to('float32')"));
  }
  return map(x, (v) => v ** p, whole ? 'int64' : undefined);
}

/** x to a fixed power p: dx = g · p · xᵖ⁻¹, and 0 for p = 0 even at x = 0. */
export const pow: Primitive<number> = {
  name: 'PowBackward0',
  forward: ([x], p) => power(x!, p),
  uses: [FIRST],
  gradient: (_, g, { first: x, attribute: p }) =>
    p === 0
      ? scale(g, 0)
      : multiply(
          g,
          map(x, (v) => p * v ** (p - 1)),
        ),
};

/** The same numbers in the other of the two floating types. */
export const convert: Primitive<'float32' | 'float64'> = {
  name: 'ToCopyBackward0',
  forward: ([x], dtype) => cast(x!, dtype),
  uses: [NOTHING],
  gradient: (_, g, { attribute }) => cast(g, attribute === 'float64' ? 'float32' : 'float64'),
};

export const exp: Primitive = {
  name: 'ExpBackward0',
  forward: ([x]) => map(x!, Math.exp),
  uses: [OUTPUT],
  gradient: (_, g, { output }) => multiply(g, output),
};

export const log: Primitive = {
  name: 'LogBackward0',
  forward: ([x]) => map(x!, Math.log),
  uses: [FIRST],
  gradient: (_, g, { first }) => divide(g, first),
};

/** max(x, 0); the gradient at 0 is 0. */
export const relu: Primitive = {
  name: 'ReluBackward0',
  forward: ([x]) => reluArray(x!),
  uses: [OUTPUT],
  gradient: (_, g, { output, owned }) => gate(g, output, owned),
};

/** tanh x = y: dx = g · (1 − y²). */
export const tanh: Primitive = {
  name: 'TanhBackward0',
  forward: ([x]) => map(x!, Math.tanh),
  uses: [OUTPUT],
  gradient: (_, g, { output }) =>
    multiply(
      g,
      map(output, (y) => 1 - y * y),
    ),
};

/** 1 / (1 + e⁻ˣ) = y: dx = g · y · (1 − y). */
export const sigmoid: Primitive = {
  name: 'SigmoidBackward0',
  forward: ([x]) => map(x!, sigmoidOf),
  uses: [OUTPUT],
  gradient: (_, g, { output }) =>
    multiply(
      g,
      map(output, (y) => y * (1 - y)),
    ),
};

export const logSoftmax: Primitive<number> = {
  name: 'LogSoftmaxBackward0',
  forward: ([x], axis) => logSoftmaxOf(x!, axis),
  uses: [OUTPUT],
  gradient: (_, g, { output, attribute: axis }) => logSoftmaxGradient(g, output, axis),
};

export const softmax: Primitive<number> = {
  name: 'SoftmaxBackward0',
  forward: ([x], axis) => softmaxOf(x!, axis),
  uses: [OUTPUT],
  gradient: (_, g, { output, attribute: axis }) => softmaxGradient(g, output, axis),
};

export interface Picked {
  readonly labels: readonly number[];
  /** What the total is divided by; null for no total. */
  readonly divisor: number | null;
}

/** The negative log-likelihood of one class per row of log-probabilities (N, C). */
export const nllLoss: Primitive<Picked> = {
  name: 'NllLossBackward0',
  forward: ([x], { labels, divisor }) => pick(x!, labels, divisor),
  uses: [SHAPES],
  gradient: (_, g, { shapes: [shape], attribute: { labels, divisor } }) =>
    pickGradient(g, labels, divisor, shape![1]!),
};

export interface Reduction {
  readonly axes: number | readonly number[] | undefined;
  readonly keep: boolean;
}

/** The adjoint of a sum is broadcasting: every summand gets the gradient of its total. */
export const sum: Primitive<Reduction> = {
  name: 'SumBackward0',
  forward: ([x], { axes, keep }) => sumArray(x!, axes, keep),
  uses: [SHAPES],
  gradient: (_, g, { shapes: [shape], attribute: { axes } }) => {
    if (g.size === 1 && sizeOf(shape!) < LARGE) return full(shape!, g.memory[g.start]!, g.dtype);
    const gone = resolveAxes('sum', axes, shape!.length);
    return expand(
      reshape(
        g,
        shape!.map((n, axis) => (gone.includes(axis) ? 1 : n)),
      ),
      shape!,
    );
  },
};

export interface Movement {
  readonly move: (x: NumArray) => NumArray;
  /** The gradient's way back, where it is a window too; otherwise it is added into zeros through `move`. */
  readonly undo?: (g: NumArray) => NumArray;
}

/** Reshape, transpose, select, slice, expand: the same elements seen through another window. */
export const view: Primitive<Movement> = {
  name: 'ViewBackward0',
  forward: ([x], { move }) => move(x!),
  uses: [SHAPES],
  gradient: (_, g, { shapes: [shape], attribute: { move, undo } }) => {
    if (undo !== undefined) return undo(g);
    const whole = zeros(shape!, g.dtype);
    addInto(move(whole), g);
    return whole;
  },
};

/** The values of b, which may broadcast, over those of a: nothing of a is left, so da = 0. */
export const overwrite: Primitive = {
  name: 'CopyBackwards',
  forward: ([a, b]) => copy(expand(b!, a!.shape)),
  uses: [SHAPES],
  gradient: (input, g, { shapes }) => (input === 0 ? zeros(shapes[0]!, g.dtype) : unbroadcast(g, shapes[1]!)),
};

export const cat: Primitive<number> = {
  name: 'CatBackward0',
  forward: (parts, axis) => concatenate(parts, axis),
  uses: [SHAPES],
  gradient: (input, g, { shapes, attribute }) => {
    const axis = resolveAxis('cat', attribute, g.rank);
    const start = shapes.slice(0, input).reduce((total, shape) => total + shape[axis]!, 0);
    return slice(g, axis, start, start + shapes[input]![axis]!);
  },
};

const swap = (x: NumArray): NumArray => transpose(x, -1, -2);
const asRow = (x: NumArray): NumArray => (x.rank === 1 ? reshape(x, [1, x.size]) : x);
const asColumn = (x: NumArray): NumArray => (x.rank === 1 ? reshape(x, [x.size, 1]) : x);

/** a · b: da = g · bᵀ, db = aᵀ · g, summed over broadcast batches. */
export const matmul: Primitive = {
  name: 'MmBackward0',
  forward: ([a, b]) => matmulArrays(a!, b!),
  uses: [SECOND | SHAPES, FIRST | SHAPES],
  gradient: (input, g, { shapes, first, second }) => {
    const [left, right] = shapes as [Shape, Shape];
    let wide = g;
    if (left.length === 1)
      wide = reshape(wide, [...g.shape.slice(0, right.length === 1 ? 0 : -1), 1, g.shape.at(-1) ?? 1]);
    if (right.length === 1) wide = reshape(wide, left.length === 1 ? [1, 1] : [...g.shape, 1]);
    const full =
      input === 0 ? matmulArrays(wide, swap(asColumn(second))) : matmulArrays(swap(asRow(first)), wide);
    const own = input === 0 ? left : right;
    const matrix = own.length > 1 ? own : input === 0 ? [1, own[0]!] : [own[0]!, 1];
    return reshape(unbroadcast(full, matrix), own);
  },
};

/** Σ (a − b)² / divisor over two arrays of one shape: da = 2 · (a − b) · g / divisor, db = −da. */
export const squaredError: Primitive<number> = {
  name: 'MseLossBackward0',
  forward: ([a, b], divisor) => squaredDistance(a!, b!, divisor),
  uses: [FIRST | SECOND],
  gradient: (input, g, { first, second, attribute: divisor }) =>
    difference(first, second, (input === 0 ? 2 : -2) * (g.memory[g.start]! / divisor)),
};

/** All axes but the last as one. */
const asRows = (x: NumArray): NumArray => (x.rank === 2 ? x : reshape(x, [-1, x.shape.at(-1)!]));

/** x · Wᵀ + b in one step: x (…, in), W (out, in), b (out) → (…, out). dx = g·W, dW = gᵀ·x, db = Σ g. */
export const linear: Primitive = {
  name: 'AddmmBackward0',
  forward: ([x, w, b]) => {
    if (x!.rank === 2) return product2d(x!, w!, false, true, b);
    const y = matmulArrays(x!, transpose(w!, 0, 1));
    if (b !== undefined) addInto(y, b);
    return y;
  },
  uses: [SECOND, FIRST, NOTHING],
  gradient: (input, g, { first: x, second: w }) => {
    if (input === 0) return g.rank === 2 ? product2d(g, w) : matmulArrays(g, w);
    if (input === 2) return sumRows(asRows(g));
    return product2d(asRows(g), asRows(x), true, false, null, w?.shape);
  },
};
