import { expected, kindOf, ValueError } from './errors.ts';

const STATE = 624;
const MIDDLE = 397;

/**
 * MT19937, drawn from exactly as PyTorch draws on a CPU: the same seed gives the same uniform bits. A stream is an
 * object, handed to whoever needs numbers. Source: Matsumoto & Nishimura 1998; at::mt19937, at::CPUGeneratorImpl.
 */
export class Generator {
  readonly #state = new Int32Array(STATE);
  #at = STATE;
  #spare: number | null = null;

  constructor(seed = 5489) {
    this.manualSeed(seed);
  }

  /** Starts the stream anew from the low 32 bits of `seed`. Throws ValueError unless it is a whole number. */
  manualSeed(seed: number): this {
    if (!Number.isSafeInteger(seed)) {
      throw new ValueError(expected('manualSeed', 'a whole number', kindOf(seed), 'Pass an integer seed'));
    }
    const state = this.#state;
    state[0] = Number(BigInt.asIntN(32, BigInt(seed)));
    for (let i = 1; i < STATE; i++) {
      const previous = state[i - 1]! ^ (state[i - 1]! >>> 30);
      state[i] = Math.imul(1812433253, previous) + i;
    }
    this.#at = STATE;
    this.#spare = null;
    return this;
  }

  #refill(): void {
    const state = this.#state;
    for (let i = 0; i < STATE; i++) {
      const mixed = (state[i]! & 0x80000000) | (state[(i + 1) % STATE]! & 0x7fffffff);
      state[i] = state[(i + MIDDLE) % STATE]! ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    this.#at = 0;
  }

  /** The next 32 random bits, as a number in [0, 2³²). */
  uint32(): number {
    if (this.#at === STATE) this.#refill();
    let y = this.#state[this.#at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A float32 in [0, 1): the low 24 bits of one draw. */
  uniform(): number {
    return (this.uint32() & 0xffffff) / 0x1000000;
  }

  /** A float64 in [0, 1): 53 bits of two draws, the first one the high word. */
  uniform53(): number {
    const high = this.uint32() & 0x1fffff;
    return (high * 0x100000000 + this.uint32()) / 0x20000000000000;
  }

  /** Fills `out` with U(low, high). float32 buffers take 24-bit draws and round high − low first, as PyTorch does. */
  fillUniform(out: Float32Array | Float64Array, low: number, high: number): void {
    if (out instanceof Float32Array) {
      const start = Math.fround(low);
      const range = Math.fround(Math.fround(high) - start);
      for (let i = 0; i < out.length; i++) out[i] = this.uniform() * range + start;
    } else {
      for (let i = 0; i < out.length; i++) out[i] = this.uniform53() * (high - low) + low;
    }
  }

  /**
   * Fills `out` with N(mean, std²). Below 16 numbers each pair comes from two 53-bit draws and the second of a pair
   * is kept for the next call; from 16 on, blocks of 16 uniforms are turned into normals where they lie, and a last
   * part of fewer than 16 is drawn again as a whole block. Both as PyTorch does.
   */
  fillNormal(out: Float32Array | Float64Array, mean: number, std: number): void {
    if (out.length < 16) {
      for (let i = 0; i < out.length; i++) out[i] = this.#normal() * std + mean;
      return;
    }
    const draw = out instanceof Float32Array ? () => this.uniform() : () => this.uniform53();
    for (let i = 0; i < out.length; i++) out[i] = draw();
    for (let i = 0; i + 16 <= out.length; i += 16) boxMuller16(out, i, mean, std);
    if (out.length % 16 !== 0) {
      const last = out.length - 16;
      for (let i = last; i < out.length; i++) out[i] = draw();
      boxMuller16(out, last, mean, std);
    }
  }

  #normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    const u1 = this.uniform53();
    const u2 = this.uniform53();
    const radius = Math.sqrt(-2 * Math.log1p(-u2));
    const angle = 2 * Math.PI * u1;
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** The numbers 0 … n − 1 in random order. Source: torch.randperm. */
  permutation(n: number): number[] {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = 0; i < n - 1; i++) {
      const j = i + (this.uint32() % (n - i));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }
}

/** Sixteen uniforms at `start` become sixteen normals: number j pairs with number j + 8. */
function boxMuller16(out: Float32Array | Float64Array, start: number, mean: number, std: number): void {
  for (let j = start; j < start + 8; j++) {
    const radius = Math.sqrt(-2 * Math.log(1 - out[j]!));
    const angle = 2 * Math.PI * out[j + 8]!;
    out[j] = radius * Math.cos(angle) * std + mean;
    out[j + 8] = radius * Math.sin(angle) * std + mean;
  }
}
