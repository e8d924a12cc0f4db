import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fans, gain } from '../../../lib/init/fans.ts';
import { loadRandom } from '../../golden/torch/load.ts';

describe('fans', () => {
  it('count what feeds one output and what one input feeds', () => {
    // Walk the weight and count: elements with one fixed first, or second, index.
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(shapes, (shape) => {
        let [fanIn, fanOut] = [0, 0];
        const visit = (index: number[]): void => {
          if (index.length === shape.length) {
            if (index[0] === 0) fanIn++;
            if (index[1] === 0) fanOut++;
            return;
          }
          for (let i = 0; i < shape[index.length]!; i++) visit([...index, i]);
        };
        visit([]);
        expect(fans(shape)).toEqual({ fanIn, fanOut });
      }),
      { seed: 1 },
    );
    expect(fans([16, 3, 5, 5])).toEqual({ fanIn: 75, fanOut: 400 });
  });

  it('are those of PyTorch, empty axes included', () => {
    for (const { shape, fanIn, fanOut } of loadRandom().fans) expect(fans(shape)).toEqual({ fanIn, fanOut });
  });

  it('do not exist below two axes', () => {
    for (const [shape, shown] of [
      [[], '()'],
      [[3], '(3,)'],
    ] as const) {
      expect(() => fans(shape)).toThrow(
        `fans: expected two or more axes (fan in and fan out can not be computed for tensor with fewer than 2 dimensions), received shape ${shown}. Use such a rule on weights, not on biases.`,
      );
    }
  });
});

describe('gain', () => {
  it('is the number PyTorch gives, bit for bit', () => {
    for (const record of loadRandom().gains) {
      expect(gain(record.nonlinearity, record.param ?? undefined)).toBe(record.gain);
    }
    expect(gain('leaky_relu', 10)).toBe(0.14071950894605836);
  });

  it('of relu keeps the mean square of what passes', () => {
    // Of numbers spread evenly around 0, half are cut: the mean square halves, and gain² makes up for it.
    let [before, after] = [0, 0];
    for (let i = -1000; i < 1000; i++) {
      const x = (i + 0.5) / 1000;
      before += x * x;
      after += (gain('relu') * Math.max(x, 0)) ** 2;
    }
    expect(after).toBeCloseTo(before, 9);
  });

  it('refuses activations it does not know, and slopes that are no numbers', () => {
    expect(() => gain('elu')).toThrow(
      "gain: expected linear, sigmoid, tanh, relu, leaky_relu or selu, received 'elu' (Unsupported nonlinearity). Choose one of them.",
    );
    for (const [slope, shown] of [
      [true, 'the boolean true'],
      ['1', "the string '1'"],
    ] as const) {
      expect(() => gain('leaky_relu', slope as never)).toThrow(
        `gain: expected a number as negative slope, received ${shown}. Pass a slope such as 0.01.`,
      );
    }
  });
});
