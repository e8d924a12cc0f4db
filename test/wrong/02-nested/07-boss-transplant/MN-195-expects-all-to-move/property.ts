import fc from 'fast-check';
import type { Report } from '#kata/02-nested/07-boss-transplant/kata.ts';
import { Generator, Linear, type Module } from '#lib';

const linear = (seed: number) => new Linear(2, 2, { generator: new Generator(seed) });

export function myProperty(
  transplant: (src: Module, dst: Module, rename: readonly (readonly [string, string])[]) => Report,
): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
    const [src, dst] = [linear(seed), linear(seed + 1)];
    transplant(src, dst, [['weight', 'weight']]);
    return dst.bias!.array.values().join() === src.bias!.array.values().join();
  });
}
