/**
 * Numbers as decimal text, exact to the last digit. JavaScript's own `toFixed` moves ties away from zero and knows
 * no shortest float32, so the digits are made here one by one with whole numbers of any size.
 * Source: Steele & White 1990 ("Dragon4"), with NumPy's rules for stopping early and late.
 */
export interface Places {
  /** Decimals written in any case; undefined also stops left of the point, where zeros follow (1.5e9). */
  readonly least?: number;
  /** Decimals after which the rest is rounded, ties to the even digit. */
  readonly most: number;
  /** Stop at the shortest text that names this number among those of the type; undefined never stops early. */
  readonly shortest?: 'float32' | 'float64';
}

/** A number > 0 as top / bottom; `below` and `above` (over bottom, too) are half the gaps to its neighbours. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
  readonly below: bigint;
  readonly above: bigint;
  /** A text on the very edge of the gap still names the number: ties go to an even significand. */
  readonly closed: boolean;
}

const asDouble = new Float64Array(1);
const doubleBits = new BigUint64Array(asDouble.buffer);
const asSingle = new Float32Array(1);
const singleBits = new Uint32Array(asSingle.buffer);

function toFraction(size: number, shortest: Places['shortest']): Fraction {
  const single = shortest === 'float32';
  asSingle[0] = size;
  asDouble[0] = size;
  const bits = single ? BigInt(singleBits[0]!) : doubleBits[0]!;
  const [width, bias] = single ? [23n, 150n] : [52n, 1075n];
  const field = bits >> width;
  const fraction = bits & ((1n << width) - 1n);
  const significand = field === 0n ? fraction : fraction | (1n << width);
  const exponent = (field === 0n ? 1n : field) - bias;
  // Four parts to a unit: below a power of two the gap is half as wide, and half of that is one part.
  const part = exponent > 0n ? 1n << exponent : 1n;
  const narrow = fraction === 0n && field > 1n;
  return {
    top: significand * 4n * part,
    bottom: exponent < 0n ? 4n << -exponent : 4n,
    below: shortest === undefined ? 0n : narrow ? part : part * 2n,
    above: shortest === undefined ? 0n : part * 2n,
    closed: significand % 2n === 0n,
  };
}

const powerOfTen = (n: number): bigint => 10n ** BigInt(n);

/** The place of the first digit: 2 for 123, −3 for 0.00123. */
function firstPlace(size: number, { top, bottom }: Fraction): number {
  const guess = Math.floor(Math.log10(size));
  const scaled = guess < 0 ? top * powerOfTen(-guess) : top;
  const unit = guess > 0 ? bottom * powerOfTen(guess) : bottom;
  if (scaled < unit) return guess - 1;
  return scaled >= unit * 10n ? guess + 1 : guess;
}

/**
 * Digits from place `first` down to `final`, or to the first place at or below `enough` where they name the number.
 * Returns them as a whole number of units of place `last`.
 */
function generate(number: Fraction, first: number, enough: number, final: number) {
  const { closed } = number;
  const factor = first < 0 ? powerOfTen(-first) : 1n;
  const bottom = first > 0 ? number.bottom * powerOfTen(first) : number.bottom;
  let [rest, below, above] = [number.top * factor, number.below * factor, number.above * factor];
  let count = 0n;
  for (let last = first; ; last--) {
    const digit = rest / bottom;
    count = count * 10n + digit;
    rest %= bottom;
    const low = closed ? rest <= below : rest < below;
    const high = closed ? rest + above >= bottom : rest + above > bottom;
    if (last === final || ((low || high) && last <= enough)) {
      const tie = rest * 2n === bottom;
      const nearerUp = tie ? digit % 2n === 1n : rest * 2n > bottom;
      const up = low === high ? nearerUp : high;
      return { count: up ? count + 1n : count, last };
    }
    [rest, below, above] = [rest * 10n, below * 10n, above * 10n];
  }
}

const signOf = (x: number): string => (x < 0 || Object.is(x, -0) ? '-' : '');
const trim = (fraction: string, least = 0): string => fraction.replace(/0+$/, '').padEnd(least, '0');

/** `-12.5`, `0.1000`, `3.`: without exponent, always with a point. Only for finite numbers. */
export function positional(x: number, { least, most, shortest }: Places): string {
  const size = Math.abs(x);
  if (size === 0) return `${signOf(x)}0.${trim('', least)}`;
  const number = toFraction(size, shortest);
  const first = Math.max(0, firstPlace(size, number));
  const enough = least === undefined ? Number.POSITIVE_INFINITY : -least;
  const { count, last } = generate(number, first, enough, -most);
  if (last >= 0) return `${signOf(x)}${count * powerOfTen(last)}.${trim('', least)}`;
  const digits = String(count).padStart(1 - last, '0');
  return `${signOf(x)}${digits.slice(0, last)}.${trim(digits.slice(last), least)}`;
}

/** `1.5e-07`, `-3.e+10`: one digit before the point, two or more in the exponent. Only for finite numbers. */
export function scientific(x: number, { least, most, shortest }: Places): string {
  const size = Math.abs(x);
  if (size === 0) return `${signOf(x)}0.${trim('', least)}e+00`;
  const number = toFraction(size, shortest);
  const first = firstPlace(size, number);
  const { count, last } = generate(number, first, first - (least ?? 0), first - most);
  const digits = String(count);
  const exponent = last + digits.length - 1;
  const power = String(Math.abs(exponent)).padStart(2, '0');
  return `${signOf(x)}${digits[0]}.${trim(digits.slice(1), least)}e${exponent < 0 ? '-' : '+'}${power}`;
}
