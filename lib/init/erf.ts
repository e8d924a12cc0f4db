/**
 * erf(x) = 2/√π ∫₀ˣ e^(−t²) dt, by its power series near 0 and a continued fraction for erfc further out; both
 * converge to double precision. Source: Abramowitz & Stegun 7.1.6, 7.1.14.
 */
export function errorFunction(x: number): number {
  if (x < 0) return -errorFunction(-x);
  if (x > 6) return 1;
  const scale = 2 / Math.sqrt(Math.PI);
  if (x < 2.5) {
    let term = x;
    let total = x;
    for (let n = 1; Math.abs(term) > 1e-17 * total; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      total += term;
    }
    return scale * Math.exp(-x * x) * total;
  }
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return 1 - (scale / 2) * (Math.exp(-x * x) / fraction);
}

/** The x with erf(x) = y, for −1 ≤ y ≤ 1: a rough start (Winitzki 2008), then Newton's steps to double precision. */
export function inverseErrorFunction(y: number): number {
  if (Math.abs(y) >= 1) return Math.sign(y) * Number.POSITIVE_INFINITY;
  if (y === 0) return y;
  const a = 0.147;
  const log = Math.log(1 - y * y);
  const half = 2 / (Math.PI * a) + log / 2;
  let x = Math.sign(y) * Math.sqrt(Math.sqrt(half * half - log / a) - half);
  for (let step = 0; step < 4; step++) {
    x -= (errorFunction(x) - y) / ((2 / Math.sqrt(Math.PI)) * Math.exp(-x * x));
  }
  return x;
}
