import { normalFast } from './kernels/random.ts';

/**
 * Uniform numbers into normal ones, sixteen at a time: number j and number j + 8 of a block give r·cos θ and r·sin θ
 * with r = √(−2 ln(1 − u)), θ = 2πv. In float32 from end to end, with the series and the order that PyTorch's own
 * normal_fill has for processors with AVX2: it fuses products with sums where we round twice, and so 99 % of the
 * numbers are the same to the bit.
 * Source: Box & Muller 1958; the series of logf, sinf and cosf are those of the Cephes library (Moshier 1989).
 */
export const BLOCK = 16;

const round = Math.fround;
const TWO_PI = round(2 * Math.PI);
const PER_QUADRANT = round(2 / Math.PI);
/** Added to a small number, it leaves no room for a fraction: the nearest whole number remains. */
const WHOLE = 12_582_912;
const SQRT_HALF = round(Math.SQRT1_2);

const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(round);
const SINE = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(round);
const COSINE = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(round);
/** ln 2 in two parts, and π/2 in three: whole multiples of all but the last are exact. */
const [LN2, LN2_REST] = [0.693359375, round(-2.1219444e-4)];
const [QUARTER, QUARTER_REST, QUARTER_LAST] = [1.5703125, 4.837512969970703e-4, round(7.549789954891882e-8)];

/** Horner's rule, every step rounded. */
function series(coefficients: readonly number[], x: number): number {
  let y = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) y = round(round(y * x) + coefficients[i]!);
  return y;
}

/** √(−2 ln(1 − u)) for u in [0, 1), a multiple of 2⁻²⁴. */
function radius(u: number): number {
  // 1 − u is n / 2²⁴ with n from 1 to 2²⁴, and m · 2^e with m from √½ to √2: n shifted until its top bit is set.
  const n = ((1 - u) * 0x1000000) | 0;
  const zeros = Math.clz32(n);
  const once = ((n << zeros) >>> 0) * 2 ** -31;
  const high = once >= 2 * SQRT_HALF;
  const f = (high ? once / 2 : once) - 1;
  const e = high ? 8 - zeros : 7 - zeros;
  const square = round(f * f);
  let y = round(round(series(LOG, f) * f) * square);
  y = round(y + round(e * LN2_REST));
  y = round(y - square * 0.5);
  return round(Math.sqrt(-2 * round(round(f + y) + e * LN2)));
}

function sine(d: number): number {
  const z = round(d * d);
  return round(round(round(series(SINE, z) * z) * d) + d);
}

function cosine(d: number): number {
  const z = round(d * d);
  const fourth = round(round(series(COSINE, z) * z) * z);
  return round(round(fourth - z * 0.5) + 1);
}

/** The sine of d + n · π/2. */
function turned(d: number, n: number): number {
  const x = n & 1 ? cosine(d) : sine(d);
  return n & 2 ? -x : x;
}

/** Turns the 24-bit uniforms in `out` from `start` to `end` into N(mean, std²), block by block, where they lie. */
export function normalBlocks(out: Float32Array, start: number, end: number, mean: number, std: number): void {
  const centre = round(mean);
  const spread = round(std);
  // One rounding of both steps: doubles hold the product.
  const factor = centre === 0 ? spread : 1;
  if (!normalFast(out, start, end, factor)) normalPlain(out, start, end, factor);
  if (centre !== 0) for (let i = start; i < end; i++) out[i] = out[i]! * spread + centre;
}

function normalPlain(out: Float32Array, start: number, end: number, std: number): void {
  for (let block = start; block < end; block += BLOCK) {
    for (let j = block; j < block + 8; j++) {
      const r = radius(out[j]!);
      const theta = round(TWO_PI * out[j + 8]!);
      const n = round(round(theta * PER_QUADRANT) + WHOLE) - WHOLE;
      const d = round(theta - n * QUARTER - n * QUARTER_REST - round(n * QUARTER_LAST));
      // A mean of 0 makes 0 of −0.
      out[j] = round(r * turned(d, n + 1)) * std + 0;
      out[j + 8] = round(r * turned(d, n)) * std + 0;
    }
  }
}

/** The same for 53-bit uniforms, with the full precision of doubles. */
export function normalBlocks53(
  out: Float64Array,
  start: number,
  end: number,
  mean: number,
  std: number,
): void {
  for (let block = start; block < end; block += BLOCK) {
    for (let j = block; j < block + 8; j++) {
      const radius = Math.sqrt(-2 * Math.log(1 - out[j]!));
      const angle = 2 * Math.PI * out[j + 8]!;
      out[j] = radius * Math.cos(angle) * std + mean;
      out[j + 8] = radius * Math.sin(angle) * std + mean;
    }
  }
}
