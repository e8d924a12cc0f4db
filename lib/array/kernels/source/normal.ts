/**
 * Uniform numbers into normal ones, sixteen at a time: what lib/array/box-muller.ts explains, to the same bits. The
 * functions are short because the compiler would call a longer one, not write it out where it is used: half as slow
 * again.
 */
const V: usize = 16;

/**
 * Turns blocks of 16 uniforms into N(0, std²), where they lie: at least one. Two registers of radii and two of angles
 * go side by side, since each step of a series waits for the last.
 */
export function normals(out: usize, blocks: i32, std: f64): void {
  const stds = f32x4.splat(<f32>std);
  const end = out + <usize>blocks * 4 * V;
  do {
    const x0 = f32x4.sub(f32x4.splat(1), v128.load(out));
    const x1 = f32x4.sub(f32x4.splat(1), v128.load(out, V));
    const theta0 = f32x4.mul(v128.load(out, 2 * V), f32x4.splat(<f32>(2 * Math.PI)));
    const theta1 = f32x4.mul(v128.load(out, 3 * V), f32x4.splat(<f32>(2 * Math.PI)));
    const r0 = radius(fraction(x0), exponent(x0));
    const r1 = radius(fraction(x1), exponent(x1));
    const q0 = quadrant(theta0);
    const q1 = quadrant(theta1);
    const d0 = remainder(theta0, q0);
    const d1 = remainder(theta1, q1);
    const s0 = sine(d0);
    const s1 = sine(d1);
    const c0 = cosine(d0);
    const c1 = cosine(d1);
    v128.store(out, spread(r0, turnedCosine(s0, c0, q0), stds));
    v128.store(out, spread(r1, turnedCosine(s1, c1, q1), stds), V);
    v128.store(out, spread(r0, turnedSine(s0, c0, q0), stds), 2 * V);
    v128.store(out, spread(r1, turnedSine(s1, c1, q1), stds), 3 * V);
    out += 4 * V;
  } while (out < end);
}

/** y · x + c: a step of Horner's rule. */
function step(y: v128, x: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(y, x), f32x4.splat(c));
}

/** The bits of √½, where the exponents of the logarithm change: what is left of x lies around 1. */
const SQRT_HALF: i32 = 0x3f3504f3;

/** e where x is (1 + f) · 2^e with 1 + f from √½ to √2. */
function exponent(x: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.sub(x, i32x4.splat(SQRT_HALF)), 23));
}

/** f. */
function fraction(x: v128): v128 {
  const power = v128.and(i32x4.sub(x, i32x4.splat(SQRT_HALF)), i32x4.splat(0xff800000));
  return f32x4.sub(i32x4.sub(x, power), f32x4.splat(1));
}

/** √(−2 ln((1 + f) · 2^e)). ln 2 in two parts: multiples of the first are exact. */
function radius(f: v128, e: v128): v128 {
  let y = step(f32x4.splat(7.0376836292e-2), f, -1.151461031e-1);
  y = step(y, f, 1.167699874e-1);
  y = step(y, f, -1.2420140846e-1);
  y = step(y, f, 1.4249322787e-1);
  y = step(y, f, -1.6668057665e-1);
  y = step(y, f, 2.0000714765e-1);
  y = step(y, f, -2.4999993993e-1);
  y = step(y, f, 3.3333331174e-1);
  const square = f32x4.mul(f, f);
  y = f32x4.add(f32x4.mul(f32x4.mul(y, f), square), f32x4.mul(e, f32x4.splat(-2.1219444e-4)));
  y = f32x4.add(f, f32x4.sub(y, f32x4.mul(square, f32x4.splat(0.5))));
  const ln = f32x4.add(y, f32x4.mul(e, f32x4.splat(0.693359375)));
  return f32x4.sqrt(f32x4.mul(ln, f32x4.splat(-2)));
}

/** Added to a small number, it leaves no room for a fraction: the sum's lowest bits are a whole number. */
const WHOLE: f32 = 12582912;

/** The nearest multiple of π/2, in the lowest bits. */
function quadrant(theta: v128): v128 {
  return f32x4.add(f32x4.mul(theta, f32x4.splat(<f32>(2 / Math.PI))), f32x4.splat(WHOLE));
}

/** θ less that multiple. π/2 in three parts: multiples of the first two are exact. */
function remainder(theta: v128, q: v128): v128 {
  const n = f32x4.sub(q, f32x4.splat(WHOLE));
  const d = f32x4.sub(theta, f32x4.mul(n, f32x4.splat(1.5703125)));
  const closer = f32x4.sub(d, f32x4.mul(n, f32x4.splat(4.837512969970703e-4)));
  return f32x4.sub(closer, f32x4.mul(n, f32x4.splat(7.549789954891882e-8)));
}

function sine(d: v128): v128 {
  const z = f32x4.mul(d, d);
  const y = step(step(f32x4.splat(-1.9515295891e-4), z, 8.3321608736e-3), z, -1.6666654611e-1);
  return f32x4.add(f32x4.mul(f32x4.mul(y, z), d), d);
}

function cosine(d: v128): v128 {
  const z = f32x4.mul(d, d);
  const y = step(step(f32x4.splat(2.443315711809948e-5), z, -1.388731625493765e-3), z, 4.166664568298827e-2);
  const fourth = f32x4.mul(f32x4.mul(y, z), z);
  return f32x4.add(f32x4.sub(fourth, f32x4.mul(z, f32x4.splat(0.5))), f32x4.splat(1));
}

/** The sine q quadrants on: odd ones swap sine and cosine, and the third and fourth are negative. */
function turnedSine(s: v128, c: v128, q: v128): v128 {
  const odd = i32x4.shr_s(i32x4.shl(q, 31), 31);
  const sign = v128.and(i32x4.shl(q, 30), i32x4.splat(0x80000000));
  return v128.xor(v128.bitselect(c, s, odd), sign);
}

/** The cosine: the second and third quadrants are negative. */
function turnedCosine(s: v128, c: v128, q: v128): v128 {
  const odd = i32x4.shr_s(i32x4.shl(q, 31), 31);
  const sign = v128.and(v128.xor(i32x4.shl(q, 30), i32x4.shl(q, 31)), i32x4.splat(0x80000000));
  return v128.xor(v128.bitselect(s, c, odd), sign);
}

/** radius · x · std, and 0 for −0, as a mean of 0 makes of it. */
function spread(radius: v128, x: v128, stds: v128): v128 {
  return f32x4.add(f32x4.mul(f32x4.mul(radius, x), stds), f32x4.splat(0));
}
