import { expected, IndexError, RuntimeError, shapeText, shown, ValueError } from './errors.ts';

/** The lengths of the axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements: the product of the lengths; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let axis = 0; axis < shape.length; axis++) size *= shape[axis]!;
  return size;
}

/** Row-major strides, in elements. */
export function rowMajor(shape: Shape): number[] {
  const stride = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    stride[axis] = step;
    step *= shape[axis]!;
  }
  return stride;
}

/** True when `stride` walks `shape` in row-major order without holes; axes of length 1 may have any stride. */
export function isRowMajor(shape: Shape, stride: Shape): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 0) return true;
    if (shape[axis] !== 1 && stride[axis] !== step) return false;
    step *= shape[axis]!;
  }
  return true;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** What was given in place of a shape. */
const listText = (given: unknown): string =>
  Array.isArray(given) ? `[${Array.from(given, shown).join(', ')}]` : shown(given);

function isShape(shape: unknown): boolean {
  if (!Array.isArray(shape)) return false;
  for (let axis = 0; axis < shape.length; axis++) {
    if (!Number.isInteger(shape[axis]) || shape[axis] < 0) return false;
  }
  return true;
}

/** Throws unless every length is a whole number ≥ 0. */
export function checkShape(where: string, shape: Shape): void {
  if (!isShape(shape)) {
    throw new ValueError(
      expected(where, 'a shape of whole numbers ≥ 0', listText(shape), 'Pass a list such as [2, 3]'),
    );
  }
}

/**
 * The shape two arrays share after broadcasting: aligned at the last axis, lengths equal or one of them 1.
 * Throws RuntimeError naming both shapes. Source: NumPy's broadcasting rule, the same in all three frameworks.
 */
export function broadcastShape(where: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let axis = 1; axis <= rank; axis++) {
    const m = a[a.length - axis] ?? 1;
    const n = b[b.length - axis] ?? 1;
    if (m !== n && m !== 1 && n !== 1) {
      throw new RuntimeError(
        expected(
          where,
          'shapes that broadcast',
          `${shapeText(a)} and ${shapeText(b)}, which differ at axis ${-axis}`,
          'Make the lengths equal, or one of them 1',
        ),
      );
    }
    shape[rank - axis] = m === 1 ? n : m;
  }
  return shape;
}

/**
 * `axis` counted from the front; negatives count from the end. A scalar counts as having one axis. Throws IndexError
 * outside `[-rank, rank)`.
 */
export function resolveAxis(where: string, axis: number, rank: number): number {
  const axes = Math.max(rank, 1);
  const whole = Number.isInteger(axis);
  const resolved = whole && axis < 0 ? axis + axes : axis;
  if (!whole || resolved < 0 || resolved >= axes) {
    throw new IndexError(
      expected(
        where,
        `an axis in [${-axes}, ${axes - 1}]`,
        shown(axis),
        'Dimension out of range: check the rank',
      ),
    );
  }
  return resolved;
}

/** A position on an axis of the given length; negatives count from the end. Throws IndexError when outside. */
export function resolveIndex(where: string, index: number, length: number): number {
  const whole = Number.isInteger(index);
  const resolved = whole && index < 0 ? index + length : index;
  if (!whole || resolved < 0 || resolved >= length) {
    throw new IndexError(
      expected(
        where,
        `an index in [${-length}, ${length - 1}]`,
        shown(index),
        `The axis has length ${length}`,
      ),
    );
  }
  return resolved;
}

/** All axes when `axes` is undefined, else the given ones resolved and sorted. Throws for unknown ones and repeats. */
export function resolveAxes(
  where: string,
  axes: number | readonly number[] | undefined,
  rank: number,
): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const resolved = (Array.isArray(axes) ? axes : [axes]).map((axis) => resolveAxis(where, axis, rank));
  if (new Set(resolved).size !== resolved.length) {
    throw new RuntimeError(expected(where, 'each axis once', `[${String(axes)}]`, 'Name no axis twice'));
  }
  return resolved.sort((a, b) => a - b);
}

/** `shape` with one `-1` replaced by what makes the size fit. Throws RuntimeError when nothing fits. */
export function inferShape(where: string, shape: Shape, size: number): number[] {
  const known = shape.reduce((product, n) => (n === -1 ? product : product * n), 1);
  const unknowns = shape.filter((n) => n === -1).length;
  const inferred = shape.map((n) => (n === -1 ? size / known : n));
  const valid =
    unknowns <= 1 && inferred.every((n) => Number.isInteger(n) && n >= 0) && sizeOf(inferred) === size;
  if (!valid) {
    throw new RuntimeError(
      expected(
        where,
        `a shape of ${size} elements`,
        shapeText(shape.map(shown)),
        `shape is invalid for input of size ${size}`,
      ),
    );
  }
  return inferred;
}
