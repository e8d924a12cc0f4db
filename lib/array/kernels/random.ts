import { kernels } from './load.ts';
import { residence } from './streams.ts';

const STATE = 624;
/** Uniform numbers come in batches of one state; the memory holds the state, then a batch. */
const BATCH = STATE;
/** Numbers made normal in one go. */
const BLOCKS = 256;

/** Numbers from which drawing through the kernels pays, and making them normal. */
const DRAW_WORTH = 2 * STATE;
const NORMAL_WORTH = 256;

/**
 * Fills `out` with (24 random bits) · unit + start from an MT19937 state of which `used` words are drawn, as
 * generator.ts does word by word: the same bits, and the state moves on alike. The number of words drawn since the
 * last refill, or −1 with nothing changed when the kernels are not there or would not pay.
 */
export function drawFast(
  out: Float32Array,
  state: Int32Array,
  used: number,
  unit: number,
  start: number,
): number {
  const engine = out.length < DRAW_WORTH ? null : kernels(STATE + BATCH + 8);
  if (engine === null) return -1;
  const { run, floats } = engine;
  const words = new Int32Array(floats.buffer, 0, STATE);
  words.set(state);
  const to = residence(engine, out, 0);
  const standard = start === 0 && unit === 2 ** -24;
  let at = used;
  for (let i = 0; i < out.length; ) {
    if (at === STATE) {
      run.refill(0);
      at = 0;
    }
    const n = Math.min(STATE - at, out.length - i);
    // The kernel writes whole registers: only where that is no more than asked for may it write in place.
    const direct = to >= 0 && n % 4 === 0;
    const place = direct ? to + 4 * i : 4 * STATE;
    if (standard) run.units(place, 4 * at, n);
    else run.uniforms(place, 4 * at, n, unit, start);
    if (!direct) out.set(floats.subarray(STATE, STATE + n), i);
    at += n;
    i += n;
  }
  state.set(words);
  return at;
}

/**
 * Turns the uniforms in `out` from `start` to `end` into N(0, std²), as box-muller.ts does, to the same bits. False,
 * and nothing written, when the kernels are not there or would not pay.
 */
export function normalFast(out: Float32Array, start: number, end: number, std: number): boolean {
  const engine = end - start < NORMAL_WORTH ? null : kernels(16 * BLOCKS);
  if (engine === null) return false;
  const { run, floats } = engine;
  const at = residence(engine, out, start);
  if (at >= 0) {
    run.normals(at, (end - start) / 16, std);
    return true;
  }
  for (let i = start; i < end; i += 16 * BLOCKS) {
    const n = Math.min(16 * BLOCKS, end - i);
    floats.set(out.subarray(i, i + n));
    run.normals(0, n / 16, std);
    out.set(floats.subarray(0, n), i);
  }
  return true;
}
