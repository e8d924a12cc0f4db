/** MT19937 and what is made of its words, four at a time. Source: Matsumoto & Nishimura 1998. */
import { high, join } from './lanes';

const W: usize = 4;
const V: usize = 16;
const STATE: i32 = 624;
const MIDDLE: i32 = 397;

/** The 624 next words from the last 624, in place. Each range stops before it would read what it has written. */
export function refill(state: usize): void {
  const middle = state + <usize>MIDDLE * W;
  const last = state + <usize>(STATE - 1) * W;
  // 227 words have theirs 397 further on, which are 56 times four and three single ones.
  let at = next(state, state + 224 * W, middle);
  for (const end = at + 3 * W; at < end; at += W) next1(at, at + W, at + <usize>MIDDLE * W);
  // The others have them where the first now are: 396 are 99 times four, and one more has the first as its follower.
  at = next(at, last, state);
  next1(last, state, middle - W);
}

/** The words from `at` to `end`, four at a time; `other` moves along. Where it ended. */
function next(at: usize, end: usize, other: usize): usize {
  do {
    const upper = v128.and(v128.load(at), i32x4.splat(0x80000000));
    const mixed = v128.or(upper, v128.and(v128.load(at, W), i32x4.splat(0x7fffffff)));
    const odd = i32x4.neg(v128.and(mixed, i32x4.splat(1)));
    const twisted = v128.xor(i32x4.shr_u(mixed, 1), v128.and(odd, i32x4.splat(0x9908b0df)));
    v128.store(at, v128.xor(v128.load(other), twisted));
    at += V;
    other += V;
  } while (at < end);
  return at;
}

function next1(at: usize, following: usize, other: usize): void {
  const mixed = (load<u32>(at) & 0x80000000) | (load<u32>(following) & 0x7fffffff);
  const twisted = (mixed >> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
  store<u32>(at, load<u32>(other) ^ twisted);
}

/** Spreads the bits of four words: what is drawn. The low 24 bits. */
function temper(y: v128): v128 {
  y = v128.xor(y, i32x4.shr_u(y, 11));
  y = v128.xor(y, v128.and(i32x4.shl(y, 7), i32x4.splat(0x9d2c5680)));
  y = v128.xor(y, v128.and(i32x4.shl(y, 15), i32x4.splat(0xefc60000)));
  return v128.and(v128.xor(y, i32x4.shr_u(y, 18)), i32x4.splat(0xffffff));
}

/**
 * out[i] = (low 24 bits of a word) · unit + start for `n` words from `words` on, in doubles and rounded once. Writes
 * and reads up to three numbers more than asked for.
 */
export function uniforms(out: usize, words: usize, n: i32, unit: f64, start: f64): void {
  const units = f64x2.splat(unit);
  const starts = f64x2.splat(start);
  const end = out + <usize>n * W;
  do {
    const drawn = temper(v128.load(words));
    const low = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(drawn), units), starts);
    const above = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(high(drawn)), units), starts);
    v128.store(out, join(low, above));
    words += V;
    out += V;
  } while (out < end);
}

/** out[i] = (low 24 bits of a word) / 2²⁴, which float32 hold exactly: the same for a start of 0. */
export function units(out: usize, words: usize, n: i32): void {
  const end = out + <usize>n * W;
  do {
    const drawn = f32x4.convert_i32x4_s(temper(v128.load(words)));
    v128.store(out, f32x4.mul(drawn, f32x4.splat(2 ** -24)));
    words += V;
    out += V;
  } while (out < end);
}
