/**
 * Philox4x32-10, the counter-based generator behind Keras's seeded initializers (2.10 and later): every block of
 * four numbers depends only on a key and a counter. Source: Salmon et al. 2011; semantics checked against
 * tf.random.stateless_uniform with the seed pair (seed, 0).
 */
const MULTIPLIER_A = 0xd2511f53;
const MULTIPLIER_B = 0xcd9e8d57;
const KEY_STEP_A = 0x9e3779b9;
const KEY_STEP_B = 0xbb67ae85;
const ROUNDS = 10;

type Words = [number, number, number, number];

/** The upper 32 bits of the product of two 32-bit words. */
function multiplyHigh(a: number, b: number): number {
  return Number((BigInt(a >>> 0) * BigInt(b >>> 0)) >> 32n);
}

/** Four random words from a counter of four words and a key of two. */
function philoxBlock(counter: Readonly<Words>, key: readonly [number, number]): Words {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const highA = multiplyHigh(MULTIPLIER_A, c0);
    const highB = multiplyHigh(MULTIPLIER_B, c2);
    const lowA = Math.imul(MULTIPLIER_A, c0);
    const lowB = Math.imul(MULTIPLIER_B, c2);
    [c0, c1, c2, c3] = [highB ^ c1 ^ k0, lowB, highA ^ c3 ^ k1, lowA];
    k0 = (k0 + KEY_STEP_A) | 0;
    k1 = (k1 + KEY_STEP_B) | 0;
  }
  return [c0 >>> 0, c1 >>> 0, c2 >>> 0, c3 >>> 0];
}

/** The endless stream of 32-bit words that belongs to a whole-number seed. */
export class PhiloxStream {
  readonly #key: readonly [number, number];
  readonly #high: readonly [number, number];
  #block: Words = [0, 0, 0, 0];
  #blocks = 0;
  #used = 4;

  constructor(seed: number) {
    const wide = BigInt.asUintN(64, BigInt(seed));
    const counter: Words = [Number(wide & 0xffffffffn), Number(wide >> 32n), 0, 0];
    // A first block under a fixed key turns the seed into a key of its own and the upper half of the counter.
    const [k0, k1, h0, h1] = philoxBlock(counter, [0x3ec8f720, 0x02461e29]);
    this.#key = [k0, k1];
    this.#high = [h0, h1];
  }

  next(): number {
    if (this.#used === 4) {
      this.#block = philoxBlock([this.#blocks, 0, this.#high[0], this.#high[1]], this.#key);
      this.#blocks++;
      this.#used = 0;
    }
    return this.#block[this.#used++]!;
  }

  /** A float32 in [0, 1) from the low 23 bits of one word. */
  uniform(): number {
    return (this.next() & 0x7fffff) / 0x800000;
  }

  /** Two standard normal numbers by Box–Muller, the sine one first. */
  normalPair(): [number, number] {
    const radius = Math.sqrt(-2 * Math.log(Math.max(this.uniform(), 1e-7)));
    const angle = 2 * Math.PI * this.uniform();
    return [radius * Math.sin(angle), radius * Math.cos(angle)];
  }
}
