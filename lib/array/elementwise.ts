import { type Data, type DType, forEachPosition, type NumArray, result } from './array.ts';
import { isFloat, promote, storable } from './dtype.ts';
import { expected, RuntimeError, shapeText } from './errors.ts';
import { BLOCK, type Pass, streamer, streamOne, streamRows, streamTwo } from './kernels/streams.ts';
import * as loops from './loops.ts';
import { cast, contiguous, expand, isUniform } from './movement.ts';
import { broadcastShape, type Shape, sameShape } from './shape.ts';
import { assignStrided, loopStrided } from './strided.ts';

const addPass: Pass = (run, out, a, b, n, rows, aBack, bBack) => run.add(out, a, b, n, rows, aBack, bBack);
const subtractPass: Pass = (run, out, a, b, n, rows, aBack, bBack) =>
  run.subtract(out, a, b, n, rows, aBack, bBack);
const multiplyPass: Pass = (run, out, a, b, n, rows, aBack, bBack) =>
  run.multiply(out, a, b, n, rows, aBack, bBack);
const dividePass: Pass = (run, out, a, b, n, rows, aBack, bBack) =>
  run.divide(out, a, b, n, rows, aBack, bBack);
const gatePass: Pass = (run, out, g, x, n, rows, gBack, xBack) => run.gate(out, g, x, n, rows, gBack, xBack);

const flipped =
  (pass: Pass): Pass =>
  (run, out, a, b, n, rows, aBack, bBack) =>
    pass(run, out, b, a, n, rows, bBack, aBack);

/**
 * The dtype of a result: the wider one. But a scalar tensor does not make float32 wider, and a quotient is never whole.
 * Throws RuntimeError for the difference of a mask. Source: torch.result_type.
 */
export function resultType(name: string, a: NumArray, b: NumArray): DType {
  if (name === 'sub' && (a.dtype === 'bool' || b.dtype === 'bool')) {
    const what = 'numbers (Subtraction, the `-` operator, with a bool tensor is not supported)';
    throw new RuntimeError(expected('sub', what, 'a mask', "Compare with ne(…), or convert it: to('int64')"));
  }
  const floats = isFloat(a.dtype) && isFloat(b.dtype) && (a.rank === 0) !== (b.rank === 0);
  const wide = floats ? (a.rank === 0 ? b : a).dtype : promote(a.dtype, b.dtype);
  return name === 'div' && !isFloat(wide) ? 'float32' : wide;
}

/** Dense operands of one shape, or one with a single number, go through `loop` at once; the rest row by row. */
function binary(name: string, a: NumArray, b: NumArray, loop: loops.Loop, pass: Pass): NumArray {
  const dtype = a.dtype === 'float32' && b.dtype === 'float32' ? 'float32' : resultType(name, a, b);
  // The sum of two masks is one, too.
  if (dtype === 'bool' && name === 'add')
    return loopStrided(a, b, broadcastShape(name, a.shape, b.shape), dtype, loops.either);
  const same = sameShape(a.shape, b.shape);
  if (same && a.contiguous && b.contiguous) {
    const out = result(a.shape, dtype);
    const { memory, start, size } = out;
    const engine = streamer(size, memory, a.memory, b.memory);
    if (engine !== null) streamTwo(engine, memory, start, size, a.memory, a.start, b.memory, b.start, pass);
    else loop(memory, start, size, a.memory, a.start, 1, b.memory, b.start, 1);
    return out;
  }
  if (a.contiguous && isUniform(b) && (same || (b.size === 1 && b.rank <= a.rank))) {
    return withNumber(a, b, dtype, pass, ({ memory, start, size }) =>
      loop(memory, start, size, a.memory, a.start, 1, b.memory, b.start, 0),
    );
  }
  if (b.contiguous && isUniform(a) && (same || (a.size === 1 && a.rank <= b.rank))) {
    const back = flipped(pass);
    return withNumber(b, a, dtype, back, ({ memory, start, size }) =>
      loop(memory, start, size, a.memory, a.start, 0, b.memory, b.start, 1),
    );
  }
  if (isRowOf(a, b)) {
    const engine = dtype === 'float32' ? streamer(a.size, a.memory, b.memory) : null;
    if (engine !== null) {
      const out = result(a.shape, dtype);
      const { memory, start, size } = out;
      streamRows(engine, memory, start, size, a.memory, a.start, b.memory, b.start, b.size, pass);
      return out;
    }
  }
  const shape = broadcastShape(name, a.shape, b.shape);
  return loopStrided(a, b, shape, dtype, loop);
}

/** A dense array and one number: the shape of the array. */
function withNumber(
  a: NumArray,
  one: NumArray,
  dtype: DType,
  pass: Pass,
  plainly: (out: NumArray) => void,
): NumArray {
  const out = result(a.shape, dtype);
  const { memory, start, size } = out;
  const engine = streamer(size, memory, a.memory, one.memory);
  if (engine === null) plainly(out);
  else streamRows(engine, memory, start, size, a.memory, a.start, one.memory, one.start, 1, pass);
  return out;
}

/** Whether `b` is one dense row that fits every row of a dense `a`. */
const isRowOf = (a: NumArray, b: NumArray): boolean =>
  b.rank === 1 && a.shape.at(-1) === b.size && b.size <= BLOCK && a.contiguous && b.contiguous;

/** a + b, a − b, a · b, a / b with broadcasting: shapes align at the last axis. Throw RuntimeError otherwise. */
export const add = (a: NumArray, b: NumArray): NumArray => binary('add', a, b, loops.add, addPass);
export const subtract = (a: NumArray, b: NumArray): NumArray =>
  binary('sub', a, b, loops.subtract, subtractPass);
export const multiply = (a: NumArray, b: NumArray): NumArray =>
  binary('mul', a, b, loops.multiply, multiplyPass);
export const divide = (a: NumArray, b: NumArray): NumArray => binary('div', a, b, loops.divide, dividePass);

export type Comparison = keyof typeof loops.comparisons;

/** Elementwise comparison with broadcasting; the result is a bool array. */
export function compare(kind: Comparison, a: NumArray, b: NumArray): NumArray {
  return loopStrided(a, b, broadcastShape(kind, a.shape, b.shape), 'bool', loops.comparisons[kind]);
}

/** A new array holding f(x) for every element x, in the dtype of `a` (float32 for whole numbers) unless given. */
export function map(a: NumArray, f: (x: number) => number, dtype = promote(a.dtype, 'float32')): NumArray {
  const source = contiguous(a);
  const out = result(a.shape, dtype);
  const { memory, start, size } = out;
  for (let i = 0; i < size; i++) memory[start + i] = f(source.memory[source.start + i]!);
  return out;
}

/** max(x, 0); NaN and −0 stay, as in PyTorch. */
export function relu(a: NumArray): NumArray {
  const source = contiguous(a);
  const out = result(a.shape, a.dtype);
  const { memory, start, size } = out;
  const { memory: from, start: first } = source;
  const engine = streamer(size, memory, from);
  if (engine !== null)
    streamOne(engine, memory, start, size, from, first, (run, to, x, n) => run.relu(to, x, n));
  else
    for (let i = 0; i < size; i++) {
      const value = from[first + i]!;
      memory[start + i] = value < 0 ? 0 : value;
    }
  return out;
}

/**
 * 0 where x ≤ 0, else g. The gradient of relu, as in PyTorch: 0 at 0, and g where x is NaN. Both of one shape. `over`: the result may
 * take the place of `g`.
 */
export function gate(g: NumArray, x: NumArray, over = false): NumArray {
  const by = contiguous(x);
  if (isUniform(g)) {
    const plainly = (out: NumArray) => {
      const { memory, start, size } = contiguous(g);
      gateLoop(out.memory, out.start, size, memory, start, by.memory, by.start);
    };
    return withNumber(by, g, g.dtype, flipped(gatePass), plainly);
  }
  const from = contiguous(g);
  const out = over ? from : result(g.shape, g.dtype);
  const { memory, start, size } = out;
  const engine = streamer(size, memory, from.memory, by.memory);
  if (engine === null) gateLoop(memory, start, size, from.memory, from.start, by.memory, by.start);
  else streamTwo(engine, memory, start, size, from.memory, from.start, by.memory, by.start, gatePass);
  return out;
}

function gateLoop(out: Data, start: number, size: number, g: Data, i: number, x: Data, j: number): void {
  for (let k = 0; k < size; k++) out[start + k] = x[j + k]! <= 0 ? 0 : g[i + k]!;
}

export const sigmoid = (x: number): number => {
  // exp of a positive number would overflow: use the half that cannot.
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
};

/** x · factor for every element. */
export function scale(a: NumArray, factor: number): NumArray {
  const source = contiguous(a);
  const out = result(a.shape, a.dtype);
  const { memory, start, size } = out;
  const { memory: from, start: first } = source;
  const engine = streamer(size, memory, from);
  if (engine !== null)
    streamOne(engine, memory, start, size, from, first, (run, to, x, n) => run.scale(to, x, factor, n));
  else for (let i = 0; i < size; i++) memory[start + i] = from[first + i]! * factor;
  return out;
}

/** data[start + i] += factor · from[fromStart + i] for `size` elements. */
export function addScaled(
  data: Data,
  start: number,
  from: Data,
  fromStart: number,
  size: number,
  factor: number,
): void {
  const engine = streamer(size, data, from);
  if (engine !== null) {
    const pass: Pass = factor === 1 ? addPass : (run, out, p, q, n) => run.blend(out, p, 1, q, factor, n);
    streamTwo(engine, data, start, size, data, start, from, fromStart, pass);
  } else if (factor === 1) {
    for (let i = 0; i < size; i++) data[start + i]! += from[fromStart + i]!;
  } else {
    for (let i = 0; i < size; i++) data[start + i]! += factor * from[fromStart + i]!;
  }
}

/** target += scale · source, in place. `source` may broadcast to the target's shape. Throws RuntimeError if not. */
export function addInto(target: NumArray, source: NumArray, factor = 1): void {
  const { memory, start, size } = target;
  if (target.contiguous && source.contiguous && sameShape(target.shape, source.shape)) {
    addScaled(memory, start, source.memory, source.start, size, factor);
    return;
  }
  const columns = source.size;
  if (target.contiguous && source.contiguous && source.rank === 1 && target.shape.at(-1) === columns) {
    const engine = factor === 1 && columns <= BLOCK ? streamer(size, memory, source.memory) : null;
    if (engine !== null) {
      streamRows(engine, memory, start, size, memory, start, source.memory, source.start, columns, addPass);
      return;
    }
    for (let i = start, end = start + size; i < end; i += columns) {
      for (let j = 0; j < columns; j++) memory[i + j]! += factor * source.memory[source.start + j]!;
    }
    return;
  }
  const wide = expandTo('add_', source, target.shape);
  assignStrided(target, wide, (old, value) => old + factor * value);
}

/**
 * target = source, in place and in the target's dtype; `source` may broadcast. Throws RuntimeError when it does not fit.
 */
export function copyInto(target: NumArray, source: NumArray): void {
  if (source.dtype !== target.dtype && !isFloat(target.dtype)) {
    copyInto(target, cast(source, target.dtype));
    return;
  }
  if (target.contiguous && source.contiguous && sameShape(target.shape, source.shape)) {
    // An empty window may begin behind the end of its memory.
    if (target.size > 0)
      target.memory.set(source.memory.subarray(source.start, source.start + source.size), target.start);
    return;
  }
  const wide = expandTo('copy_', source, target.shape);
  assignStrided(target, wide, (_, value) => value);
}

/** Every element becomes `value`, in place and in the target's dtype. Throws as `storable`. */
export function fill(target: NumArray, value: number): void {
  const converted = storable('fill', value, target.dtype);
  if (target.contiguous) target.memory.fill(converted, target.start, target.start + target.size);
  else {
    const { data } = target;
    forEachPosition(target, (position) => {
      data[position] = converted;
    });
  }
}

function expandTo(where: string, source: NumArray, shape: Shape): NumArray {
  if (!sameShape(broadcastShape(where, source.shape, shape), shape)) {
    const next = `The target's shape ${shapeText(shape)} cannot grow: give values that fit it`;
    throw new RuntimeError(
      expected(where, `values of shape ${shapeText(shape)}`, shapeText(source.shape), next),
    );
  }
  return expand(source, shape);
}
