import { type NormalTables, normalFast } from './kernels/random.ts';

/**
 * Uniform numbers into normal ones, sixteen at a time: number j and number j + 8 of a block give
 * r·cos θ and r·sin θ with r = √(−2 ln(1 − u)), θ = 2πv. Tables and short series stand in for log, sin and cos in
 * float32, because there are two of each per pair: four times faster, and nearer than float32 can tell.
 * Source: Box & Muller 1958; the pairing is PyTorch's normal_fill.
 */
export const BLOCK = 16;

const LOG_STEPS = 128;
const ARC_STEPS = 256;
// Constants are multiplied with: a division costs as much as the rest of a series.
const THIRD = 1 / 3;
const SIXTH = 1 / 6;
const TWENTY_FOURTH = 1 / 24;

const ARC = (2 * Math.PI) / ARC_STEPS;
const STEPS_PER_RADIAN = 1 / ARC;

/**
 * Of the steps of [1, 2), ln of the left edge and 1 / left edge: the first are exactly 0 and 1, so that ln 1 is 0. Of
 * the steps of the circle, sine and cosine of the middle, and a spare step for θ rounded up to 2π. In pairs.
 */
function makeTables(): NormalTables {
  const logs = new Float64Array(2 * LOG_STEPS);
  for (let i = 0; i < LOG_STEPS; i++) {
    logs[2 * i] = Math.log(1 + i / LOG_STEPS);
    logs[2 * i + 1] = 1 / (1 + i / LOG_STEPS);
  }
  const arcs = new Float64Array(2 * (ARC_STEPS + 1));
  for (let i = 0; i <= ARC_STEPS; i++) {
    arcs[2 * i] = Math.sin((i + 0.5) * ARC);
    arcs[2 * i + 1] = Math.cos((i + 0.5) * ARC);
  }
  return { logs, arcs };
}

let tables: NormalTables | undefined;

const TWO_PI = Math.fround(2 * Math.PI);

/** Turns the 24-bit uniforms in `out` from `start` to `end` into N(mean, std²), block by block, where they lie. */
export function normalBlocks(out: Float32Array, start: number, end: number, mean: number, std: number): void {
  const centre = Math.fround(mean);
  const spread = Math.fround(std);
  tables ??= makeTables();
  if (normalFast(out, start, end, centre, spread, tables)) return;
  const { logs, arcs } = tables;
  for (let block = start; block < end; block += BLOCK) {
    for (let j = block; j < block + 8; j++) {
      // 1 − u is n / 2²⁴ with n from 1 to 2²⁴. Shifted until its top bit is set, n is (1 + z)(1 + step / 128) · 2³¹.
      const n = ((1 - out[j]!) * 0x1000000) | 0;
      const zeros = Math.clz32(n);
      const shifted = n << zeros;
      const logStep = (shifted >>> 24) & 127;
      const z = (shifted >>> 0) * 2 ** -31 * logs[2 * logStep + 1]! - 1;
      const series = z * (1 - z * (0.5 - z * (THIRD - z * 0.25)));
      const radius = Math.sqrt(-2 * ((7 - zeros) * Math.LN2 + logs[2 * logStep]! + series)) * spread;
      // The angle is a float32 in PyTorch: its rounding outweighs all the others.
      const angle = Math.fround(TWO_PI * out[j + 8]!);
      const step = (angle * STEPS_PER_RADIAN) | 0;
      const d = angle - (step + 0.5) * ARC;
      const s = d * (1 - d * d * SIXTH);
      const c = 1 - d * d * (0.5 - d * d * TWENTY_FOURTH);
      out[j] = radius * (arcs[2 * step + 1]! * c - arcs[2 * step]! * s) + centre;
      out[j + 8] = radius * (arcs[2 * step]! * c + arcs[2 * step + 1]! * s) + centre;
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
