import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positional, scientific } from '../../../lib/array/digits.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const single = fc.float({ noNaN: true, noDefaultInfinity: true });

/** x as a whole number of units of 10^-places, times 2^1074 so that nothing is lost: exact rounding by hand. */
function rounded(x: number, places: number): string {
  let [top, bottom] = [BigInt(0), 1n];
  let rest = Math.abs(x);
  // Peel 53 bits off at a time: every step is exact.
  while (!Number.isInteger(rest)) {
    rest *= 2;
    bottom *= 2n;
  }
  top = BigInt(rest) * 10n ** BigInt(places);
  let count = top / bottom;
  const twice = (top % bottom) * 2n;
  if (twice > bottom || (twice === bottom && count % 2n === 1n)) count += 1n;
  const digits = String(count).padStart(places + 1, '0');
  const sign = x < 0 || Object.is(x, -0) ? '-' : '';
  return `${sign}${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}`;
}

describe('fixed decimals', () => {
  it('are rounded exactly, ties to the even digit', () => {
    const dyadic = fc.integer({ min: -4000, max: 4000 }).map((n) => n / 64);
    const middling = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(dyadic, middling), fc.nat(6), (x, places) => {
        expect(positional(x, { least: places, most: places })).toBe(rounded(x, places));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('carry, and go to the even digit where toFixed would go up', () => {
    const four = { least: 4, most: 4 };
    expect(positional(0.00015, four)).toBe('0.0001'); // the double is a little below
    expect(positional(0.99995, four)).toBe('1.0000');
    expect(positional(9.99996, four)).toBe('10.0000');
    expect(positional(0.03125, four)).toBe('0.0312');
    expect((0.03125).toFixed(4)).toBe('0.0313');
    expect(positional(0.09375, four)).toBe('0.0938');
    expect(positional(-0, four)).toBe('-0.0000');
    expect(positional(2.5, { least: 0, most: 0 })).toBe('2.');
    expect(positional(3.5, { least: 0, most: 0 })).toBe('4.');
    expect(scientific(9.99996e9, four)).toBe('1.0000e+10');
    expect(scientific(123445, four)).toBe('1.2344e+05');
    expect(scientific(0.000012345, four)).toBe('1.2345e-05');
    expect(scientific(5e-324, four)).toBe('4.9407e-324');
    expect(scientific(-0, four)).toBe('-0.0000e+00');
  });

  it('with an exponent agree with toExponential away from ties', () => {
    fc.assert(
      fc.property(finite, fc.nat(8), (x, places) => {
        const [mantissa, exponent] = Math.abs(x).toExponential(places).split('e');
        const exact = Math.abs(x).toExponential(60);
        fc.pre(!new RegExp(`^\\d\\.\\d{${places}}50*e`).test(exact));
        const power = Number(exponent);
        const shown = `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
        const dotted = mantissa!.includes('.') ? mantissa : `${mantissa}.`;
        const sign = x < 0 || Object.is(x, -0) ? '-' : '';
        expect(scientific(x, { least: places, most: places })).toBe(`${sign}${dotted}e${shown}`);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });
});

describe('shortest digits', () => {
  const free = { most: Number.POSITIVE_INFINITY };

  it('of a float64 are those JavaScript itself writes', () => {
    fc.assert(
      fc.property(finite, (x) => {
        const [mantissa, exponent] = scientific(x, { ...free, shortest: 'float64' }).split('e');
        const power = `${exponent![0]}${exponent!.slice(1).replace(/^0(?=\d)/, '')}`;
        const own = Object.is(x, -0) ? '-0e+0' : x.toExponential();
        expect(`${mantissa!.replace(/\.$/, '')}e${power}`).toBe(own);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('of a float32 read back as the same float32, and one digit fewer never does', () => {
    fc.assert(
      fc.property(single, (x) => {
        const text = scientific(x, { ...free, shortest: 'float32' });
        expect(Math.fround(Number(text))).toBe(x);
        const digits = text.replace(/^-|\.|e.*/g, '').length;
        if (digits > 1) {
          // The nearest shorter number, and its neighbours.
          const [mantissa, exponent] = Math.abs(x)
            .toExponential(digits - 2)
            .split('e');
          const unit = 10 ** -(digits - 2);
          for (const step of [-1, 0, 1]) {
            const near = Number(`${(Number(mantissa) + step * unit).toFixed(digits - 2)}e${exponent}`);
            expect(Math.fround(near)).not.toBe(Math.abs(x));
          }
        }
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it('know the wider gap above a power of two, and the smallest numbers', () => {
    const f32 = { ...free, shortest: 'float32' } as const;
    expect(scientific(2 ** -20, f32)).toBe('9.536743e-07');
    expect(scientific(2 ** -149, f32)).toBe('1.e-45');
    expect(scientific(5e-324, { ...free, shortest: 'float64' })).toBe('5.e-324');
    expect(scientific(2 ** 53, { ...free, shortest: 'float64' })).toBe('9.007199254740992e+15');
    expect(positional(Math.fround(0.1), f32)).toBe('0.1');
    expect(positional(1e22, { ...free, shortest: 'float64' })).toBe('10000000000000000000000.');
    // Digits left of the point: zeros when nothing is asked for, true ones when no decimals are.
    expect(positional(99999992, f32)).toBe('99999990.');
    expect(positional(99999992, { ...f32, least: 0 })).toBe('99999992.');
    expect(positional(1 / 3, { most: 8, least: 2, shortest: 'float64' })).toBe('0.33333333');
    expect(positional(0.5, { most: 8, least: 3, shortest: 'float64' })).toBe('0.500');
  });
});
