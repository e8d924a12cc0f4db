import { BLOCK, normalBlocks, normalBlocks53 } from './box-muller.ts';
import { expected, kindOf, ValueError } from './errors.ts';
import { drawFast } from './kernels/random.ts';
import { requireNumber } from './require.ts';

const STATE = 624;
const MIDDLE = 397;
/** Numbers made normal while they are still in the cache. */
const PIECE = 16_384;
const RECURRENCE = 1812433253;

/** One bit of `high` and 31 of `low`, shifted through the matrix of MT19937. */
const twist = (high: number, low: number): number => {
  const mixed = (high & 0x80000000) | (low & 0x7fffffff);
  return (mixed >>> 1) ^ (-(mixed & 1) & 0x9908b0df);
};

/** The 624 next words from the last 624. Three loops, so that no index has to be wrapped. */
function refill(state: Int32Array): void {
  let i = 0;
  for (; i < STATE - MIDDLE; i++) state[i] = state[i + MIDDLE]! ^ twist(state[i]!, state[i + 1]!);
  for (; i < STATE - 1; i++) state[i] = state[i + MIDDLE - STATE]! ^ twist(state[i]!, state[i + 1]!);
  state[i] = state[MIDDLE - 1]! ^ twist(state[i]!, state[0]!);
}

/** Spreads the bits of one word of the state: what is drawn. */
function temper(word: number): number {
  let y = word ^ (word >>> 11);
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}

/**
 * out[i] = n · unit + start, where n are the low 24 bits of one word each, from `state[at]` on. Whole multiples of
 * 2⁻²⁴ times a float32 are exact in a double, so only the sum and the store round.
 */
function fill24(
  out: Float32Array,
  from: number,
  to: number,
  state: Int32Array,
  at: number,
  unit: number,
  start: number,
): void {
  for (let i = from, word = at; i < to; i++, word++) {
    out[i] = (temper(state[word]!) & 0xffffff) * unit + start;
  }
}

/** Throws TypeError for anything but a generator, such as a seed. */
export function requireGenerator(where: string, value: unknown): void {
  if (value instanceof Generator) return;
  throw new TypeError(expected(where, 'a Generator', kindOf(value), 'Make one: new Generator(42)'));
}

/**
 * MT19937, drawn from as PyTorch draws on a CPU: the same seed gives the same uniform bits. A stream is an object
 * that is handed to whoever needs numbers. Source: Matsumoto & Nishimura 1998; torch.Generator.
 */
export class Generator {
  readonly #state = new Int32Array(STATE);
  #used = STATE;
  /** The second number of a normal pair, kept until the next normal number is wanted. */
  #spare: number | null = null;

  /** Starts at PyTorch's own default seed unless given another. Throws as `manualSeed`. */
  constructor(seed = 67280421310721) {
    this.manualSeed(seed);
  }

  /**
   * Starts the stream anew from the low 32 bits of `seed` and forgets the kept normal number: −1 starts like
   * 0xffffffff. Throws ValueError unless `seed` is a whole number that a double holds exactly.
   */
  manualSeed(seed: number): this {
    if (!Number.isSafeInteger(seed)) {
      const next = 'Pass an integer such as 0 or 42';
      throw new ValueError(expected('manualSeed', 'a whole number below 2^53', kindOf(seed), next));
    }
    const state = this.#state;
    state[0] = (seed % 0x100000000) | 0;
    for (let i = 1; i < STATE; i++) {
      const previous = state[i - 1]!;
      state[i] = Math.imul(RECURRENCE, previous ^ (previous >>> 30)) + i;
    }
    this.#used = STATE;
    this.#spare = null;
    return this;
  }

  /** The next 32 random bits, as a number in [0, 2³²). */
  uint32(): number {
    if (this.#used === STATE) this.#refill();
    return temper(this.#state[this.#used++]!) >>> 0;
  }

  #refill(): void {
    refill(this.#state);
    this.#used = 0;
  }

  /** A float32 in [0, 1): the low 24 bits of one draw, over 2²⁴. */
  uniform(): number {
    return (this.uint32() & 0xffffff) * 2 ** -24;
  }

  /** A float64 in [0, 1): the low 53 bits of two draws, the first being the high word, over 2⁵³. */
  uniform53(): number {
    const high = this.uint32() & 0x1fffff;
    return (high * 0x100000000 + this.uint32()) * 2 ** -53;
  }

  /**
   * Fills `out` with U(low, high): u · (high − low) + low. For float32 the bounds and their difference are rounded
   * first, as PyTorch does: its bits. The upper bound can be met when that sum is rounded.
   */
  fillUniform(out: Float32Array | Float64Array, low: number, high: number): void {
    requireNumber('fillUniform', low, 'a number as bound');
    requireNumber('fillUniform', high, 'a number as bound');
    if (out instanceof Float32Array) {
      const start = Math.fround(low);
      this.#fill24(out, Math.fround(Math.fround(high) - start) * 2 ** -24, start);
    } else {
      for (let i = 0; i < out.length; i++) out[i] = this.uniform53() * (high - low) + low;
    }
  }

  #fill24(out: Float32Array, unit: number, start: number): void {
    const drawn = drawFast(out, this.#state, this.#used, unit, start);
    if (drawn >= 0) {
      this.#used = drawn;
      return;
    }
    for (let i = 0; i < out.length; ) {
      if (this.#used === STATE) this.#refill();
      const end = Math.min(out.length, i + STATE - this.#used);
      fill24(out, i, end, this.#state, this.#used, unit, start);
      this.#used += end - i;
      i = end;
    }
  }

  /**
   * Fills `out` with N(mean, std²). Fewer than 16 numbers come in pairs, one kept for the next call, and so do those for
   * a tensor that is not `dense`; 16 or more in blocks of 16 uniforms, and the last 16 are drawn again when some are left
   * over. So does PyTorch, whose own logarithms and cosines depend on the processor. Of 4096² standard normal float32
   * numbers 99 % are those of a processor with AVX2 to the bit, 4 are further from them than 2.4e-7, and none further
   * than 4.8e-7.
   */
  fillNormal(out: Float32Array | Float64Array, mean: number, std: number, dense = true): void {
    requireNumber('fillNormal', mean, 'a number as mean');
    requireNumber('fillNormal', std, 'a number as deviation');
    if (out.length < BLOCK || !dense) {
      for (let i = 0; i < out.length; i++) out[i] = this.#normal() * std + mean;
      return;
    }
    const whole = out.length - (out.length % BLOCK);
    for (let from = 0; from < out.length; from += PIECE) {
      const piece = out.subarray(from, from + PIECE);
      this.fillUniform(piece, 0, 1);
      this.#toNormal(piece, 0, Math.min(whole - from, PIECE), mean, std);
    }
    if (whole < out.length) {
      const last = out.length - BLOCK;
      this.fillUniform(out.subarray(last), 0, 1);
      this.#toNormal(out, last, out.length, mean, std);
    }
  }

  #toNormal(out: Float32Array | Float64Array, start: number, end: number, mean: number, std: number): void {
    if (out instanceof Float32Array) normalBlocks(out, start, end, mean, std);
    else normalBlocks53(out, start, end, mean, std);
  }

  #normal(): number {
    const kept = this.#spare;
    if (kept !== null) {
      this.#spare = null;
      return kept;
    }
    const angle = 2 * Math.PI * this.uniform53();
    const radius = Math.sqrt(-2 * Math.log1p(-this.uniform53()));
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /**
   * The whole numbers from 0 to before `n`, shuffled: each place swaps with itself or a later one. Throws ValueError for
   * anything but a count. Source: torch.randperm.
   */
  permutation(n: number): number[] {
    if (!Number.isInteger(n) || n < 0 || n > 0xffffffff) {
      const next = 'Pass the number of items to shuffle';
      throw new ValueError(expected('permutation', 'a whole number ≥ 0', kindOf(n), next));
    }
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = 0; i < n - 1; i++) {
      const j = i + (this.uint32() % (n - i));
      const moved = order[i]!;
      order[i] = order[j]!;
      order[j] = moved;
    }
    return order;
  }
}
