import fc from 'fast-check';
import { Generator, Linear, type Module, Sequential, Tanh } from '#lib';
import type { Report } from './kata.ts';

type Pairs = readonly (readonly [string, string])[];

const linear = (seed: number) => new Linear(2, 2, { generator: new Generator(seed) });
const photo = (net: Module): Record<string, string> =>
  Object.fromEntries([...net.namedParameters()].map(([name, p]) => [name, p.array.values().join()]));
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A target with a tie and a frozen bias; a plan that renames, plans that must fail half-way, and a swap. */
export function myProperty(
  transplant: (src: Module, dst: Module, rename: Pairs) => Report,
): fc.IRawProperty<unknown> {
  return fc.property(fc.nat(), (seed) => {
    const shared = linear(seed);
    const dst = new Sequential(shared, new Tanh(), shared, linear(seed + 1)) as Module;
    const src = new Sequential(linear(seed + 2), linear(seed + 3)) as Module;
    dst.getParameter('3.bias').requiresGrad = false;
    const memories = [...dst.parameters()].map((p) => p.array.data);
    const [given, before] = [photo(src), photo(dst)];
    const { moved, skipped } = transplant(src, dst, [
      ['1.weight', '0.weight'],
      ['1.weight', '2.weight'],
      ['0.weight', '3.weight'],
      ['0.bias', '3.bias'],
    ]);
    const after = { ...before, '0.weight': given['1.weight'], '3.weight': given['0.weight'] };
    const refuses = (from: string, to: string) => {
      try {
        transplant(src, dst, [
          ['1.bias', '0.bias'],
          [from, to],
        ]);
        return false;
      } catch {
        return same(photo(dst), after);
      }
    };
    const good =
      same([moved, skipped], [['0.weight', '3.weight'], ['3.bias']]) &&
      same(photo(dst), after) &&
      [...dst.parameters()].every((p, i) => p.array.data === memories[i]) &&
      refuses('0.bias', '3.weight') &&
      refuses('0.bias', '2.bias') &&
      refuses('lost', '3.weight') &&
      same(photo(src), given);
    transplant(src, src, [
      ['0.weight', '1.weight'],
      ['1.weight', '0.weight'],
    ]);
    return (
      good && same(photo(src), { ...given, '0.weight': given['1.weight'], '1.weight': given['0.weight'] })
    );
  });
}
