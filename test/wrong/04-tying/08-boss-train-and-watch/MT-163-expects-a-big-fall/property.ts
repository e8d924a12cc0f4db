import fc from 'fast-check';
import type { Trace } from '#kata/04-tying/08-boss-train-and-watch/kata.ts';
import { Generator, Linear, type Module, Sequential, Tanh, type Tensor, tensor } from '#lib';

export function myProperty(
  trainTied: (net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number) => Trace,
): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
    const shared = new Linear(2, 2, { generator: new Generator(seed) });
    const net = new Sequential(shared, new Tanh(), shared);
    const data = { x: tensor([[1, 2]]), y: tensor([[1, -1]]) };
    const { losses } = trainTied(net, data, 3, 0.01);
    return losses[2]! < losses[0]! / 2;
  });
}
