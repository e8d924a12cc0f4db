/** One pass over float32 numbers, four at a time and the last few one by one. `n` counts elements. */

import { high, join } from './lanes';

const F: usize = 4;
const V: usize = 16;

export function add(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + <usize>(n & ~3) * F;
  for (; out < end; out += V, a += V, b += V) v128.store(out, f32x4.add(v128.load(a), v128.load(b)));
  for (let i = 0; i < (n & 3); i++, out += F, a += F, b += F) store<f32>(out, load<f32>(a) + load<f32>(b));
}

export function subtract(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + <usize>(n & ~3) * F;
  for (; out < end; out += V, a += V, b += V) v128.store(out, f32x4.sub(v128.load(a), v128.load(b)));
  for (let i = 0; i < (n & 3); i++, out += F, a += F, b += F) store<f32>(out, load<f32>(a) - load<f32>(b));
}

export function multiply(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + <usize>(n & ~3) * F;
  for (; out < end; out += V, a += V, b += V) v128.store(out, f32x4.mul(v128.load(a), v128.load(b)));
  for (let i = 0; i < (n & 3); i++, out += F, a += F, b += F) store<f32>(out, load<f32>(a) * load<f32>(b));
}

export function divide(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + <usize>(n & ~3) * F;
  for (; out < end; out += V, a += V, b += V) v128.store(out, f32x4.div(v128.load(a), v128.load(b)));
  for (let i = 0; i < (n & 3); i++, out += F, a += F, b += F) store<f32>(out, load<f32>(a) / load<f32>(b));
}

/** max(x, 0): NaN stays, −0 becomes 0. */
export function relu(out: usize, a: usize, n: i32): void {
  const zero = f32x4.splat(0);
  const end = out + <usize>(n & ~3) * F;
  for (; out < end; out += V, a += V) v128.store(out, f32x4.max(v128.load(a), zero));
  for (let i = 0; i < (n & 3); i++, out += F, a += F) store<f32>(out, max<f32>(load<f32>(a), 0));
}

/** g where x > 0, else 0: all bits of g, or none. */
export function gate(out: usize, g: usize, x: usize, n: i32): void {
  const zero = f32x4.splat(0);
  const end = out + <usize>(n & ~3) * F;
  for (; out < end; out += V, g += V, x += V) {
    v128.store(out, v128.and(v128.load(g), f32x4.gt(v128.load(x), zero)));
  }
  for (let i = 0; i < (n & 3); i++, out += F, g += F, x += F) {
    store<f32>(out, load<f32>(x) > 0 ? load<f32>(g) : 0);
  }
}

/** a · factor + b · share, computed in doubles and rounded once, as plain JavaScript does. */
export function blend(out: usize, a: usize, factor: f64, b: usize, share: f64, n: i32): void {
  const factors = f64x2.splat(factor);
  const shares = f64x2.splat(share);
  const end = out + <usize>(n & ~3) * F;
  for (; out < end; out += V, a += V, b += V) {
    const left = v128.load(a);
    const right = v128.load(b);
    v128.store(out, join(mix(left, factors, right, shares), mix(high(left), factors, high(right), shares)));
  }
  for (let i = 0; i < (n & 3); i++, out += F, a += F, b += F) {
    store<f32>(out, <f32>(<f64>load<f32>(a) * factor + <f64>load<f32>(b) * share));
  }
}

/** a · factor, computed in doubles and rounded once. */
export function scale(out: usize, a: usize, factor: f64, n: i32): void {
  const factors = f64x2.splat(factor);
  const end = out + <usize>(n & ~3) * F;
  for (; out < end; out += V, a += V) {
    const four = v128.load(a);
    const low = f64x2.mul(f64x2.promote_low_f32x4(four), factors);
    v128.store(out, join(low, f64x2.mul(f64x2.promote_low_f32x4(high(four)), factors)));
  }
  for (let i = 0; i < (n & 3); i++, out += F, a += F) store<f32>(out, <f32>(<f64>load<f32>(a) * factor));
}

/** The sum in doubles, in four partial sums. */
export function sum(a: usize, n: i32): f64 {
  let first = f64x2.splat(0);
  let second = first;
  const end = a + <usize>(n & ~3) * F;
  for (; a < end; a += V) {
    const four = v128.load(a);
    first = f64x2.add(first, f64x2.promote_low_f32x4(four));
    second = f64x2.add(second, f64x2.promote_low_f32x4(high(four)));
  }
  first = f64x2.add(first, second);
  let total = f64x2.extract_lane(first, 0) + f64x2.extract_lane(first, 1);
  for (let i = 0; i < (n & 3); i++, a += F) total += <f64>load<f32>(a);
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
