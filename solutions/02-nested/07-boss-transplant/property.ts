import fc from 'fast-check';
import { Generator, Linear, type Module, Sequential, Tanh } from '#lib';
import type { Report } from './kata.ts';

const linear = (seed: number) => new Linear(2, 2, { generator: new Generator(seed) });
const photo = (net: Module): string[] => [...net.parameters()].map((p) => p.array.values().join());

/** A target with a tie and a frozen bias; a plan that renames, a plan that must fail half-way, and a swap. */
export function myProperty(
  transplant: (src: Module, dst: Module, rename: readonly (readonly [string, string])[]) => Report,
): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
    const shared = linear(seed);
    const dst = new Sequential(shared, new Tanh(), shared, linear(seed + 1)) as Module;
    const src = new Sequential(linear(seed + 2), linear(seed + 3)) as Module;
    const last = dst.getSubmodule('3') as Linear;
    last.bias!.requiresGrad = false;
    const boxes = [...dst.parameters()];
    const fixed = last.bias!.array.values().join();
    const from = photo(src);
    const { moved, skipped } = transplant(src, dst, [
      ['1.weight', '0.weight'],
      ['1.weight', '2.weight'],
      ['0.weight', '3.weight'],
      ['0.bias', '3.bias'],
    ]);
    const told = moved.join() === '0.weight,3.weight' && skipped.join() === '3.bias';
    const arrived =
      photo(dst)[0] === from[2] && photo(dst)[2] === from[0] && last.bias!.array.values().join() === fixed;
    const kept =
      [...dst.parameters()].every((p, i) => p === boxes[i]) && photo(src).join(';') === from.join(';');
    const before = photo(dst).join(';');
    const refused = ([to, source]: readonly [string, string]) => {
      try {
        transplant(src, dst, [
          ['1.bias', '0.bias'],
          [source, to],
        ]);
        return false;
      } catch {
        return photo(dst).join(';') === before;
      }
    };
    const strict =
      refused(['3.weight', '0.bias']) &&
      refused(['lost', '0.bias']) &&
      refused(['2.bias', '0.bias']) &&
      refused(['3.weight', 'lost']);
    const [a, b] = photo(src).filter((_, i) => i % 2 === 0);
    transplant(src, src, [
      ['0.weight', '1.weight'],
      ['1.weight', '0.weight'],
    ]);
    return told && arrived && kept && strict && photo(src)[0] === b && photo(src)[2] === a;
  });
}
