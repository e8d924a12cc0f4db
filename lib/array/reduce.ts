import { forEachPosition, NumArray, result } from './array.ts';
import { expected, IndexError, shapeText } from './errors.ts';
import { BLOCK, streamer, streamRowSums, streamSum } from './kernels/streams.ts';
import { contiguous, copy, reshape } from './movement.ts';
import { resolveAxes, rowMajor, type Shape, sameShape, sizeOf } from './shape.ts';

/** Elements up to which a list of running totals costs more than it saves. */
const FEW = 512;

/**
 * Sums over `axes` (all when undefined). `keep` leaves them with length 1. Partial sums are doubles, so a float32
 * sum is rounded once. Shapes: (2, 3) over axis 0 → (3,). Throws IndexError for an unknown axis.
 */
export function sum(a: NumArray, axes?: number | readonly number[], keep = false): NumArray {
  if (axes === undefined && !keep) return sumAll(a);
  const gone = resolveAxes('sum', axes, a.rank).filter((axis) => axis < a.rank);
  const kept = a.shape.map((n, axis) => (gone.includes(axis) ? 1 : n));
  const total = sumKeeping(a, kept);
  return keep
    ? total
    : reshape(
        total,
        kept.filter((_, axis) => !gone.includes(axis)),
      );
}

function sumAll(a: NumArray): NumArray {
  const { memory, start, size } = contiguous(a);
  const engine = streamer(size, memory);
  let total = 0;
  if (engine !== null) total = streamSum(engine, memory, start, size);
  else for (let i = 0; i < size; i++) total += memory[start + i]!;
  const out = result([], a.dtype === 'bool' ? 'int64' : a.dtype);
  out.memory[out.start] = total;
  return out;
}

/** The total of each column of a matrix: (m, n) → (n). */
export function sumRows(a: NumArray): NumArray {
  const [rows, columns] = a.shape as [number, number];
  if (a.dtype === 'bool' || a.size > FEW) return sum(a, 0);
  const out = result([columns], a.dtype);
  const { memory } = a;
  const down = a.contiguous ? columns : a.stride[0]!;
  const right = a.contiguous ? 1 : a.stride[1]!;
  for (let j = 0; j < columns; j++) {
    let total = 0;
    for (let i = 0, at = a.start + j * right; i < rows; i++, at += down) total += memory[at]!;
    out.memory[out.start + j] = total;
  }
  return out;
}

/** Sums `a` down to `kept`, a shape of the same rank in which some lengths are 1. */
function sumKeeping(a: NumArray, kept: Shape): NumArray {
  const totals = new Float64Array(sizeOf(kept));
  const columns = a.shape[1] ?? 0;
  const ofRows = a.rank === 2 && kept[0] === 1 && kept[1] === columns && a.contiguous;
  const engine = ofRows && columns <= BLOCK / 4 ? streamer(a.size, a.memory) : null;
  if (engine !== null) {
    streamRowSums(engine, totals, a.memory, a.start, a.shape[0]!);
  } else if (ofRows) {
    for (let i = a.start, end = a.start + a.size; i < end; i += columns) {
      for (let j = 0; j < columns; j++) totals[j]! += a.memory[i + j]!;
    }
  } else {
    const stride = rowMajor(kept).map((step, axis) => (kept[axis] === 1 ? 0 : step));
    const values = a.values();
    forEachPosition(new NumArray(totals, a.shape, 'float64', stride), (position, i) => {
      totals[position]! += values[i]!;
    });
  }
  const dtype = a.dtype === 'bool' ? 'int64' : a.dtype;
  const out = result(kept, dtype);
  out.memory.set(totals, out.start);
  return out;
}

/**
 * The adjoint of broadcasting is a sum: a gradient of the broadcast shape, summed back to the operand's own
 * `shape`. Used by every rule whose operands may have been stretched.
 */
export function unbroadcast(g: NumArray, shape: Shape): NumArray {
  if (sameShape(g.shape, shape)) return g;
  const lead = g.rank - shape.length;
  const kept = g.shape.map((_, axis) => (axis < lead ? 1 : shape[axis - lead]!));
  return reshape(sumKeeping(g, kept), shape);
}

/**
 * The largest element along one axis, which stays with length 1; NaN wins, as in the frameworks. Throws IndexError for
 * an axis without elements.
 */
export function maxKeeping(a: NumArray, axis: number): NumArray {
  if (a.rank === 0) return copy(a);
  if (a.shape[axis] === 0) {
    const what = 'an axis with elements (expected reduction dim to have non-zero size)';
    throw new IndexError(
      expected('amax', what, `shape ${shapeText(a.shape)}`, 'Nothing is the largest of none'),
    );
  }
  const kept = a.shape.with(axis, 1);
  const out = result(kept, a.dtype);
  const { data } = out;
  data.fill(-Infinity);
  const values = a.values();
  const stride = out.stride.with(axis, 0);
  forEachPosition(out.window(a.shape, stride), (position, i) => {
    data[position] = Math.max(data[position]!, values[i]!);
  });
  return out;
}
