/** MT19937 and what is made of its words, four at a time. Source: Matsumoto & Nishimura 1998. */
import { high, join } from './lanes';

const W: usize = 4;
const V: usize = 16;
const STATE: i32 = 624;
const MIDDLE: i32 = 397;

/** The 624 next words from the last 624, in place. Each range stops before it would read what it has written. */
export function refill(state: usize): void {
  let i = 0;
  for (; i + 4 <= STATE - MIDDLE; i += 4) next4(state, i, i + MIDDLE);
  for (; i < STATE - MIDDLE; i++) next1(state, i, i + 1, i + MIDDLE);
  for (; i + 4 < STATE; i += 4) next4(state, i, i + MIDDLE - STATE);
  for (; i < STATE - 1; i++) next1(state, i, i + 1, i + MIDDLE - STATE);
  next1(state, STATE - 1, 0, MIDDLE - 1);
}

function next4(state: usize, i: i32, other: i32): void {
  const at = state + <usize>i * W;
  const upper = v128.and(v128.load(at), i32x4.splat(0x80000000));
  const mixed = v128.or(upper, v128.and(v128.load(at, W), i32x4.splat(0x7fffffff)));
  const odd = i32x4.neg(v128.and(mixed, i32x4.splat(1)));
  const twisted = v128.xor(i32x4.shr_u(mixed, 1), v128.and(odd, i32x4.splat(0x9908b0df)));
  v128.store(at, v128.xor(v128.load(state + <usize>other * W), twisted));
}

function next1(state: usize, i: i32, following: i32, other: i32): void {
  const upper = load<u32>(state + <usize>i * W) & 0x80000000;
  const mixed = upper | (load<u32>(state + <usize>following * W) & 0x7fffffff);
  const twisted = (mixed >> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
  store<u32>(state + <usize>i * W, load<u32>(state + <usize>other * W) ^ twisted);
}

/** Spreads the bits of four words: what is drawn. */
function temper(y: v128): v128 {
  y = v128.xor(y, i32x4.shr_u(y, 11));
  y = v128.xor(y, v128.and(i32x4.shl(y, 7), i32x4.splat(0x9d2c5680)));
  y = v128.xor(y, v128.and(i32x4.shl(y, 15), i32x4.splat(0xefc60000)));
  return v128.xor(y, i32x4.shr_u(y, 18));
}

/**
 * out[i] = (low 24 bits of a word) · unit + start for `n` words from `words` on, in doubles and rounded once. Writes
 * and reads up to three numbers more than asked for.
 */
export function uniforms(out: usize, words: usize, n: i32, unit: f64, start: f64): void {
  const units = f64x2.splat(unit);
  const starts = f64x2.splat(start);
  const mask = i32x4.splat(0xffffff);
  for (const end = out + <usize>n * W; out < end; out += V, words += V) {
    const drawn = v128.and(temper(v128.load(words)), mask);
    const upper = high(drawn);
    const low = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(drawn), units), starts);
    const above = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(upper), units), starts);
    v128.store(out, join(low, above));
  }
}
