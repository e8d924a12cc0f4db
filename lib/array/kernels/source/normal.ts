/** Uniform numbers into normal ones, sixteen at a time: what lib/array/box-muller.ts explains, two at a time. */
import { high, join } from './lanes';

const V: usize = 16;
const THIRD: f64 = 1.0 / 3.0;
const SIXTH: f64 = 1.0 / 6.0;
const TWENTY_FOURTH: f64 = 1.0 / 24.0;

/**
 * Turns the blocks of 16 uniforms in `out` into N(mean, std²). `logs` and `inverses` are tables of 128 doubles,
 * `sines` and `cosines` of 257, laid out in pairs: ln and 1/x, sin and cos.
 */
export function normals(out: usize, blocks: i32, logs: usize, arcs: usize, mean: f64, std: f64): void {
  for (let block = 0; block < blocks; block++) {
    for (let half = 0; half < 2; half++) {
      const radii = out + <usize>half * V;
      const angles = radii + 2 * V;
      const u = v128.load(radii);
      const theta = f32x4.mul(v128.load(angles), f32x4.splat(<f32>(2 * Math.PI)));
      const lowRadius = radius(u, logs, std);
      const highRadius = radius(high(u), logs, std);
      place(radii, angles, theta, lowRadius, highRadius, arcs, mean);
    }
    out += 4 * V;
  }
}

/** √(−2 ln(1 − u)) · std of the lower two uniforms. */
function radius(u: v128, logs: usize, std: f64): v128 {
  // 1 − u is n / 2²⁴, exactly; as a double it is (1 + step / 128) · (1 + z) · 2^exponent.
  const left = f64x2.sub(f64x2.splat(1), f64x2.promote_low_f32x4(u));
  const exponent = i64x2.sub(i64x2.shr_u(left, 52), i64x2.splat(1023));
  const step = v128.and(i64x2.shr_u(left, 45), i64x2.splat(127));
  const first = v128.load(logs + <usize>i64x2.extract_lane(step, 0) * V);
  const second = v128.load(logs + <usize>i64x2.extract_lane(step, 1) * V);
  const ln = v128.shuffle<f64>(first, second, 0, 2);
  const inverse = v128.shuffle<f64>(first, second, 1, 3);
  const significand = v128.or(v128.and(left, i64x2.splat(0x000fffffffffffff)), f64x2.splat(1));
  const z = f64x2.sub(f64x2.mul(significand, inverse), f64x2.splat(1));
  const cubic = f64x2.sub(f64x2.splat(THIRD), f64x2.mul(z, f64x2.splat(0.25)));
  const square = f64x2.sub(f64x2.splat(0.5), f64x2.mul(z, cubic));
  const series = f64x2.mul(z, f64x2.sub(f64x2.splat(1), f64x2.mul(z, square)));
  const powers = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponent, exponent, 0, 2, 0, 2));
  const log = f64x2.add(f64x2.add(f64x2.mul(powers, f64x2.splat(Math.LN2)), ln), series);
  return f64x2.mul(f64x2.sqrt(f64x2.mul(log, f64x2.splat(-2))), f64x2.splat(std));
}

/** Four radii and angles as r · cos θ + mean and r · sin θ + mean. */
function place(
  cosOut: usize,
  sinOut: usize,
  theta: v128,
  low: v128,
  above: v128,
  arcs: usize,
  mean: f64,
): void {
  const upper = high(theta);
  const means = f64x2.splat(mean);
  const lowStep = steps(theta);
  const highStep = steps(upper);
  const lowD = offset(theta, lowStep);
  const highD = offset(upper, highStep);
  const a = v128.load(arcs + <usize>i32x4.extract_lane(lowStep, 0) * V);
  const b = v128.load(arcs + <usize>i32x4.extract_lane(lowStep, 1) * V);
  const c = v128.load(arcs + <usize>i32x4.extract_lane(highStep, 0) * V);
  const d = v128.load(arcs + <usize>i32x4.extract_lane(highStep, 1) * V);
  const lowSine = v128.shuffle<f64>(a, b, 0, 2);
  const lowCosine = v128.shuffle<f64>(a, b, 1, 3);
  const highSine = v128.shuffle<f64>(c, d, 0, 2);
  const highCosine = v128.shuffle<f64>(c, d, 1, 3);
  const lowS = sine(lowD);
  const lowC = cosine(lowD);
  const highS = sine(highD);
  const highC = cosine(highD);
  const lowX = f64x2.sub(f64x2.mul(lowCosine, lowC), f64x2.mul(lowSine, lowS));
  const highX = f64x2.sub(f64x2.mul(highCosine, highC), f64x2.mul(highSine, highS));
  const lowY = f64x2.add(f64x2.mul(lowSine, lowC), f64x2.mul(lowCosine, lowS));
  const highY = f64x2.add(f64x2.mul(highSine, highC), f64x2.mul(highCosine, highS));
  v128.store(cosOut, join(f64x2.add(f64x2.mul(low, lowX), means), f64x2.add(f64x2.mul(above, highX), means)));
  v128.store(sinOut, join(f64x2.add(f64x2.mul(low, lowY), means), f64x2.add(f64x2.mul(above, highY), means)));
}

const ARC: f64 = (2 * Math.PI) / 256;

/** Which of 256 steps of the circle the lower two angles lie in. */
function steps(theta: v128): v128 {
  const scaled = f64x2.mul(f64x2.promote_low_f32x4(theta), f64x2.splat(1 / ARC));
  return i32x4.trunc_sat_f64x2_s_zero(scaled);
}

/** How far they are from the middles of their steps. */
function offset(theta: v128, step: v128): v128 {
  const middle = f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_s(step), f64x2.splat(0.5)), f64x2.splat(ARC));
  return f64x2.sub(f64x2.promote_low_f32x4(theta), middle);
}

function sine(d: v128): v128 {
  const square = f64x2.mul(f64x2.mul(d, d), f64x2.splat(SIXTH));
  return f64x2.mul(d, f64x2.sub(f64x2.splat(1), square));
}

function cosine(d: v128): v128 {
  const square = f64x2.mul(d, d);
  const rest = f64x2.sub(f64x2.splat(0.5), f64x2.mul(square, f64x2.splat(TWENTY_FOURTH)));
  return f64x2.sub(f64x2.splat(1), f64x2.mul(square, rest));
}
