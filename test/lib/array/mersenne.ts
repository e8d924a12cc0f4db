/** MT19937 as the paper writes it, in plain loops on whole numbers ≥ 0: the oracle of the generator's tests. */
export function mersenne(seed: number): () => number {
  const words = [seed >>> 0];
  for (let i = 1; i < 624; i++) {
    const last = BigInt(words[i - 1]!);
    words.push(Number((1812433253n * (last ^ (last >> 30n)) + BigInt(i)) % 2n ** 32n));
  }
  let at = 0;
  return () => {
    // One word at a time: the new word i replaces the old one just before it is drawn.
    const i = at++ % 624;
    const high = words[i]! >= 2 ** 31 ? 2 ** 31 : 0;
    const joined = high + (words[(i + 1) % 624]! % 2 ** 31);
    const odd = joined % 2 === 1 ? 0x9908b0df : 0;
    words[i] = (words[(i + 397) % 624]! ^ Math.floor(joined / 2) ^ odd) >>> 0;
    let y = words[i]!;
    y = (y ^ (y >>> 11)) >>> 0;
    y = (y ^ ((y << 7) & 0x9d2c5680)) >>> 0;
    y = (y ^ ((y << 15) & 0xefc60000)) >>> 0;
    return (y ^ (y >>> 18)) >>> 0;
  };
}
