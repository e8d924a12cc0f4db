/**
 * One pass over float32 numbers, four registers of four at a time and the last few one by one. `n` counts elements.
 * Written out four times, since stepping and comparing pointers costs more than the arithmetic. A pass over two operands
 * goes over `rows` rows of `n` elements; after each, an operand goes back by so many bytes: all of the row, and it is
 * the same for every row, or none.
 */

import { high, join } from './lanes';

const F: usize = 4;
const V: usize = 16;

export function add(out: usize, a: usize, b: usize, n: i32, rows: i32, aBack: usize, bBack: usize): void {
  for (; rows > 0; rows--, a -= aBack, b -= bBack) {
    const end = out + <usize>(n & ~15) * F;
    for (; out < end; out += 4 * V, a += 4 * V, b += 4 * V) {
      v128.store(out, f32x4.add(v128.load(a), v128.load(b)));
      v128.store(out, f32x4.add(v128.load(a, V), v128.load(b, V)), V);
      v128.store(out, f32x4.add(v128.load(a, 2 * V), v128.load(b, 2 * V)), 2 * V);
      v128.store(out, f32x4.add(v128.load(a, 3 * V), v128.load(b, 3 * V)), 3 * V);
    }
    for (let i = 0; i < (n & 15); i++, out += F, a += F, b += F) store<f32>(out, load<f32>(a) + load<f32>(b));
  }
}

export function subtract(
  out: usize,
  a: usize,
  b: usize,
  n: i32,
  rows: i32,
  aBack: usize,
  bBack: usize,
): void {
  for (; rows > 0; rows--, a -= aBack, b -= bBack) {
    const end = out + <usize>(n & ~15) * F;
    for (; out < end; out += 4 * V, a += 4 * V, b += 4 * V) {
      v128.store(out, f32x4.sub(v128.load(a), v128.load(b)));
      v128.store(out, f32x4.sub(v128.load(a, V), v128.load(b, V)), V);
      v128.store(out, f32x4.sub(v128.load(a, 2 * V), v128.load(b, 2 * V)), 2 * V);
      v128.store(out, f32x4.sub(v128.load(a, 3 * V), v128.load(b, 3 * V)), 3 * V);
    }
    for (let i = 0; i < (n & 15); i++, out += F, a += F, b += F) store<f32>(out, load<f32>(a) - load<f32>(b));
  }
}

export function multiply(
  out: usize,
  a: usize,
  b: usize,
  n: i32,
  rows: i32,
  aBack: usize,
  bBack: usize,
): void {
  for (; rows > 0; rows--, a -= aBack, b -= bBack) {
    const end = out + <usize>(n & ~15) * F;
    for (; out < end; out += 4 * V, a += 4 * V, b += 4 * V) {
      v128.store(out, f32x4.mul(v128.load(a), v128.load(b)));
      v128.store(out, f32x4.mul(v128.load(a, V), v128.load(b, V)), V);
      v128.store(out, f32x4.mul(v128.load(a, 2 * V), v128.load(b, 2 * V)), 2 * V);
      v128.store(out, f32x4.mul(v128.load(a, 3 * V), v128.load(b, 3 * V)), 3 * V);
    }
    for (let i = 0; i < (n & 15); i++, out += F, a += F, b += F) store<f32>(out, load<f32>(a) * load<f32>(b));
  }
}

export function divide(out: usize, a: usize, b: usize, n: i32, rows: i32, aBack: usize, bBack: usize): void {
  for (; rows > 0; rows--, a -= aBack, b -= bBack) {
    const end = out + <usize>(n & ~15) * F;
    for (; out < end; out += 4 * V, a += 4 * V, b += 4 * V) {
      v128.store(out, f32x4.div(v128.load(a), v128.load(b)));
      v128.store(out, f32x4.div(v128.load(a, V), v128.load(b, V)), V);
      v128.store(out, f32x4.div(v128.load(a, 2 * V), v128.load(b, 2 * V)), 2 * V);
      v128.store(out, f32x4.div(v128.load(a, 3 * V), v128.load(b, 3 * V)), 3 * V);
    }
    for (let i = 0; i < (n & 15); i++, out += F, a += F, b += F) store<f32>(out, load<f32>(a) / load<f32>(b));
  }
}

/** max(x, 0): NaN and −0 stay. All bits of x, or none: the instruction for max costs four others. */
export function relu(out: usize, a: usize, n: i32): void {
  const end = out + <usize>(n & ~15) * F;
  for (; out < end; out += 4 * V, a += 4 * V) {
    v128.store(out, positive(v128.load(a)));
    v128.store(out, positive(v128.load(a, V)), V);
    v128.store(out, positive(v128.load(a, 2 * V)), 2 * V);
    v128.store(out, positive(v128.load(a, 3 * V)), 3 * V);
  }
  for (let i = 0; i < (n & 15); i++, out += F, a += F) {
    const x = load<f32>(a);
    store<f32>(out, x < 0 ? 0 : x);
  }
}

function positive(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(x, f32x4.splat(0)));
}

/** 0 where x ≤ 0, else g: all bits of g, or none. */
export function gate(out: usize, g: usize, x: usize, n: i32, rows: i32, gBack: usize, xBack: usize): void {
  for (; rows > 0; rows--, g -= gBack, x -= xBack) {
    const end = out + <usize>(n & ~15) * F;
    for (; out < end; out += 4 * V, g += 4 * V, x += 4 * V) {
      v128.store(out, where(v128.load(g), v128.load(x)));
      v128.store(out, where(v128.load(g, V), v128.load(x, V)), V);
      v128.store(out, where(v128.load(g, 2 * V), v128.load(x, 2 * V)), 2 * V);
      v128.store(out, where(v128.load(g, 3 * V), v128.load(x, 3 * V)), 3 * V);
    }
    for (let i = 0; i < (n & 15); i++, out += F, g += F, x += F) {
      store<f32>(out, load<f32>(x) <= 0 ? 0 : load<f32>(g));
    }
  }
}

function where(g: v128, x: v128): v128 {
  return v128.andnot(g, f32x4.le(x, f32x4.splat(0)));
}

/** a · factor + b · share, computed in doubles and rounded once, as plain JavaScript does. */
export function blend(out: usize, a: usize, factor: f64, b: usize, share: f64, n: i32): void {
  const factors = f64x2.splat(factor);
  const shares = f64x2.splat(share);
  const end = out + <usize>(n & ~3) * F;
  if (out < end) {
    do {
      const left = v128.load(a);
      const right = v128.load(b);
      v128.store(out, join(mix(left, factors, right, shares), mix(high(left), factors, high(right), shares)));
      out += V;
      a += V;
      b += V;
    } while (out < end);
  }
  for (let i = 0; i < (n & 3); i++, out += F, a += F, b += F) {
    store<f32>(out, <f32>(<f64>load<f32>(a) * factor + <f64>load<f32>(b) * share));
  }
}

/** a · factor, computed in doubles and rounded once. */
export function scale(out: usize, a: usize, factor: f64, n: i32): void {
  const factors = f64x2.splat(factor);
  const end = out + <usize>(n & ~3) * F;
  if (out < end) {
    do {
      const four = v128.load(a);
      const low = f64x2.mul(f64x2.promote_low_f32x4(four), factors);
      v128.store(out, join(low, f64x2.mul(f64x2.promote_low_f32x4(high(four)), factors)));
      out += V;
      a += V;
    } while (out < end);
  }
  for (let i = 0; i < (n & 3); i++, out += F, a += F) store<f32>(out, <f32>(<f64>load<f32>(a) * factor));
}

/** The sum in doubles, in sixteen partial sums: one addition need not wait for the last. */
export function sum(a: usize, n: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  const end = a + <usize>(n & ~15) * F;
  for (; a < end; a += 4 * V) {
    s0 = f64x2.add(s0, f64x2.promote_low_f32x4(v128.load64_zero(a)));
    s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.load64_zero(a, 8)));
    s2 = f64x2.add(s2, f64x2.promote_low_f32x4(v128.load64_zero(a, V)));
    s3 = f64x2.add(s3, f64x2.promote_low_f32x4(v128.load64_zero(a, 24)));
    s4 = f64x2.add(s4, f64x2.promote_low_f32x4(v128.load64_zero(a, 2 * V)));
    s5 = f64x2.add(s5, f64x2.promote_low_f32x4(v128.load64_zero(a, 40)));
    s6 = f64x2.add(s6, f64x2.promote_low_f32x4(v128.load64_zero(a, 3 * V)));
    s7 = f64x2.add(s7, f64x2.promote_low_f32x4(v128.load64_zero(a, 56)));
  }
  s0 = f64x2.add(
    f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3)),
    f64x2.add(f64x2.add(s4, s5), f64x2.add(s6, s7)),
  );
  let total = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
  for (let i = 0; i < (n & 15); i++, a += F) total += <f64>load<f32>(a);
  return total;
}

/** Adds `rows` rows of `columns` numbers to `columns` totals in doubles. */
export function sumRows(totals: usize, a: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    let total = totals;
    const end = total + <usize>(columns & ~1) * 8;
    for (; total < end; total += V, a += 8) {
      const pair = f64x2.promote_low_f32x4(v128.load64_zero(a));
      v128.store(total, f64x2.add(v128.load(total), pair));
    }
    if (columns & 1) {
      store<f64>(total, load<f64>(total) + <f64>load<f32>(a));
      a += F;
    }
  }
}

function mix(a: v128, factors: v128, b: v128, shares: v128): v128 {
  const left = f64x2.mul(f64x2.promote_low_f32x4(a), factors);
  return f64x2.add(left, f64x2.mul(f64x2.promote_low_f32x4(b), shares));
}
