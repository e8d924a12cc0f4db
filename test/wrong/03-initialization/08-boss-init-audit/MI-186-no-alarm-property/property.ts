import fc from 'fast-check';
import type { Finding } from '#kata/03-initialization/08-boss-init-audit/kata.ts';
import { Generator, Linear, type Module, ReLU, Sequential, type Tensor, tensor } from '#lib';

export function myProperty(audit: (net: Module, x: Tensor) => Finding[]): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
    const generator = new Generator(seed);
    const net = new Sequential(new Linear(2, 2, { generator }), new ReLU(), new Linear(2, 1, { generator }));
    const x = tensor([
      [1, 0],
      [0, 1],
    ]);
    return audit(net, x).length === 0;
  });
}
