import { allocate, type DType, forEachPosition, NumArray, result } from './array.ts';
import { converter, promote } from './dtype.ts';
import { expected, IndexError, RuntimeError, shapeText, shown, ValueError } from './errors.ts';
import { inferShape, resolveAxis, resolveIndex, type Shape, sizeOf } from './shape.ts';

/** The array itself when row-major, else a row-major copy. */
export function contiguous(a: NumArray): NumArray {
  return a.contiguous ? a : copy(a);
}

/** Whether every element is the one at `offset`: one number, or one stretched over a shape. */
export const isUniform = (a: NumArray): boolean =>
  a.size === 1 || (!a.contiguous && a.stride.every((step, axis) => step === 0 || a.shape[axis] === 1));

/** The strides of a dense buffer that holds the elements of `a` in the order in which they lie in memory. */
export function denseStride({ shape, stride, rank }: NumArray): number[] {
  const inner = shape.map((_, axis) => axis).sort((i, j) => stride[i]! - stride[j]!);
  const dense = new Array<number>(rank);
  let step = 1;
  for (const axis of inner) {
    dense[axis] = step;
    step *= shape[axis]!;
  }
  return dense;
}

/** A row-major copy on a buffer of its own. */
export function copy(a: NumArray): NumArray {
  const out = result(a.shape, a.dtype).settled();
  const { memory, size } = out;
  if (a.contiguous) memory.set(a.memory.subarray(a.start, a.start + size));
  else if (isUniform(a)) memory.fill(a.memory[a.start]!);
  else {
    const { data } = a;
    forEachPosition(a, (position, i) => {
      memory[i] = data[position]!;
    });
  }
  return out;
}

/** A row-major copy in another dtype; to int64 towards zero, to bool anything but 0 is true. */
export function cast(a: NumArray, dtype: DType): NumArray {
  if (a.dtype === dtype) return a;
  const out = allocate(dtype, a.size);
  const convert = converter(dtype);
  const { data } = a;
  forEachPosition(a, (position, i) => {
    const value = data[position]!;
    out[i] = convert ? convert(value) : value;
  });
  return new NumArray(out, a.shape, dtype);
}

/**
 * The same elements in another shape where they lie, or null where that takes a copy: no new axis can run over two old
 * ones that do not follow each other in memory. One length may be −1. Throws RuntimeError when the lengths do not fit.
 */
export function reshaped(a: NumArray, shape: Shape): NumArray | null {
  const fitted = inferShape('reshape', shape, a.size);
  if (a.contiguous || a.size === 0) return new NumArray(a.data, fitted, a.dtype, undefined, a.offset);
  const stride = new Array<number>(fitted.length).fill(1);
  let axis = fitted.length - 1;
  for (const { step, size } of runs(a)) {
    let covered = 1;
    for (; covered < size && axis >= 0; axis--) {
      stride[axis] = step * covered;
      covered *= fitted[axis]!;
    }
    if (covered !== size) return null;
  }
  return a.window(fitted, stride);
}

/** Neighbouring axes that follow each other in memory as one, innermost first; those of length 1 do not count. */
function runs({ shape, stride }: NumArray): { readonly step: number; size: number }[] {
  const found: { readonly step: number; size: number }[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const [length, step, run] = [shape[axis]!, stride[axis]!, found.at(-1)];
    if (length === 1) continue;
    if (run !== undefined && step === run.step * run.size) run.size *= length;
    else found.push({ step, size: length });
  }
  return found;
}

/** The same elements in another shape, row-major; one length may be −1. A window where possible, else a copy. */
export const reshape = (a: NumArray, shape: Shape): NumArray => reshaped(contiguous(a), shape)!;

/** Axes `first` and `second` exchanged: a window, nothing is moved. Throws IndexError for an unknown axis. */
export function transpose(a: NumArray, first: number, second: number): NumArray {
  const i = resolveAxis('transpose', first, a.rank);
  const j = resolveAxis('transpose', second, a.rank);
  const shape = [...a.shape];
  const stride = [...a.stride];
  if (a.rank > 0) {
    [shape[i], shape[j]] = [shape[j]!, shape[i]!];
    [stride[i], stride[j]] = [stride[j]!, stride[i]!];
  }
  return a.window(shape, stride);
}

/** Throws IndexError for a scalar. */
function needAxis(where: string, a: NumArray): void {
  if (a.rank > 0) return;
  const received = `a scalar (${where}() cannot be applied to a 0-dim tensor)`;
  throw new IndexError(expected(where, 'at least one axis', received, 'Use item() to read a scalar'));
}

/** The part at `index` of one axis, which disappears: a window. Throws IndexError when outside. */
export function select(a: NumArray, axis: number, index: number): NumArray {
  needAxis('select', a);
  const at = resolveAxis('select', axis, a.rank);
  const position = resolveIndex('select', index, a.shape[at]!);
  return a.window(a.shape.toSpliced(at, 1), a.stride.toSpliced(at, 1), a.offset + position * a.stride[at]!);
}

/**
 * Positions start, start + step, … before `end` on one axis, with Python's rules for negatives: a window. Throws
 * ValueError for a step below 1, TypeError for bounds that are not whole, IndexError for an unknown axis.
 */
export function slice(a: NumArray, axis: number, start = 0, end = a.shape[axis] ?? 0, step = 1): NumArray {
  needAxis('slice', a);
  const at = resolveAxis('slice', axis, a.rank);
  if (!Number.isInteger(step) || step < 1) {
    throw new ValueError(
      expected('slice', 'a step of 1 or more', shown(step), 'Read backwards with your own loop'),
    );
  }
  const length = a.shape[at]!;
  for (const bound of [start, end]) {
    if (Number.isInteger(bound)) continue;
    const what = 'whole numbers as bounds (slice indices must be integers)';
    throw new TypeError(expected('slice', what, shown(bound), 'Leave a bound out to go to the end'));
  }
  const clamp = (i: number) => Math.min(Math.max(i < 0 ? i + length : i, 0), length);
  const from = clamp(start);
  const count = Math.max(0, Math.ceil((clamp(end) - from) / step));
  const shape = a.shape.with(at, count);
  const stride = a.stride.with(at, a.stride[at]! * step);
  return a.window(shape, stride, a.offset + from * a.stride[at]!);
}

/**
 * `a` repeated along axes of length 1 and new leading axes, by stride 0: nothing is stored twice. A length of −1
 * keeps the axis as it is. Throws RuntimeError when an axis of another length would have to change.
 */
export function expand(a: NumArray, wanted: Shape): NumArray {
  const lead = wanted.length - a.rank;
  const shape = wanted.map((n, axis) => (n === -1 && axis >= lead ? a.shape[axis - lead]! : n));
  const fits =
    lead >= 0 &&
    a.shape.every((n, axis) => n === shape[axis + lead] || n === 1) &&
    shape.every((n) => Number.isInteger(n) && n >= 0);
  if (!fits) {
    const next = 'Only axes of length 1 can be repeated';
    throw new RuntimeError(
      expected('expand', `a shape that grows to ${shapeText(shape.map(shown))}`, shapeText(a.shape), next),
    );
  }
  const stride = shape.map((n, axis) =>
    axis < lead || a.shape[axis - lead] !== n ? 0 : a.stride[axis - lead]!,
  );
  return a.window(shape, stride);
}

/** Arrays laid end to end along one axis. All other axes must agree. Throws RuntimeError naming the shapes. */
export function concatenate(parts: readonly NumArray[], axis: number): NumArray {
  const first = parts[0];
  if (first === undefined) {
    throw new RuntimeError(
      expected('cat', 'at least one tensor', 'an empty list', 'Pass the tensors to join'),
    );
  }
  if (first.rank === 0) {
    const received = 'a scalar (zero-dimensional tensor cannot be concatenated)';
    throw new RuntimeError(expected('cat', 'tensors with an axis', received, 'Use stack([...])'));
  }
  const at = resolveAxis('cat', axis, first.rank);
  for (const part of parts) {
    const agrees = part.rank === first.rank && part.shape.every((n, i) => i === at || n === first.shape[i]);
    if (!agrees) {
      const shapes = parts.map((p) => shapeText(p.shape)).join(', ');
      throw new RuntimeError(
        expected('cat', `equal shapes but for axis ${at}`, shapes, 'Reshape the parts first'),
      );
    }
  }
  const total = parts.reduce((sum, part) => sum + part.shape[at]!, 0);
  const shape = first.shape.with(at, total);
  const dtype = parts.reduce((widest, part) => promote(widest, part.dtype), first.dtype);
  const out = new NumArray(allocate(dtype, sizeOf(shape)), shape, dtype);
  let start = 0;
  for (const part of parts) {
    const target = slice(out, at, start, start + part.shape[at]!);
    const values = part.values();
    const { data } = out;
    forEachPosition(target, (position, i) => {
      data[position] = values[i]!;
    });
    start += part.shape[at]!;
  }
  return out;
}
