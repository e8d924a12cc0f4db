import { describe, expect, it } from 'vitest';
import { type NumArray, zeros } from '../../../lib/array/array.ts';
import { Generator } from '../../../lib/array/generator.ts';
import { slice, transpose } from '../../../lib/array/movement.ts';
import * as rules from '../../../lib/init/rules.ts';
import { decode, type GoldenArray, loadRandom, type RandomCall } from '../../golden/torch/load.ts';

type Args = Record<string, number>;

const byName: Record<string, (args: Args) => rules.InitRule> = {
  rand: () => rules.uniform(),
  randn: () => rules.normal(),
  uniform_: ({ a, b }) => rules.uniform(a, b),
  normal_: ({ mean, std }) => rules.normal(mean, std),
  constant_: ({ val }) => rules.constant(val!),
  ones_: () => rules.ones,
  zeros_: () => rules.zeros,
  eye_: () => rules.eye,
  dirac_: ({ groups }) => rules.dirac(groups),
  xavier_uniform_: ({ gain }) => rules.xavierUniform(gain),
  xavier_normal_: ({ gain }) => rules.xavierNormal(gain),
  kaiming_uniform_: (args) => rules.kaimingUniform(args as rules.KaimingOptions),
  kaiming_normal_: (args) => rules.kaimingNormal(args as rules.KaimingOptions),
  trunc_normal_: ({ mean, std, a, b }) => rules.truncNormal(mean, std, a, b),
  orthogonal_: ({ gain }) => rules.orthogonal(gain),
  sparse_: ({ sparsity, std }) => rules.sparse(sparsity!, std),
  Linear: () => rules.kaimingUniform({ a: Math.sqrt(5) }),
};

/** Nothing for uniform float32 numbers and patterns; elsewhere what logarithms, cosines and erf may differ by. */
function tolerance({ op, result, args }: RandomCall): number {
  if (op === 'orthogonal_') return 5e-6;
  if (result.dtype === 'float64') return 1e-15;
  if (op === 'trunc_normal_') return 2.4e-7;
  const scale = Math.max(1, Math.abs(Number(args.mean ?? 0)), Number(args.std ?? 0));
  return /normal_|randn|sparse_/.test(op) ? 2.4e-7 * scale : 0;
}

function windowOf({ into, result: { shape, dtype } }: RandomCall): NumArray | undefined {
  if (into === undefined) return undefined;
  const [rows, columns] = shape as [number, number];
  return into === 'transpose'
    ? transpose(zeros([columns, rows], dtype), 0, 1)
    : slice(zeros([rows, columns + 1], dtype), 1, 1);
}

describe('PyTorch 1.13', () => {
  const known = ({ calls }: { calls: RandomCall[] }) => calls.every(({ op }) => op !== 'randperm');
  const streams = loadRandom().streams.filter(known);

  it.each(
    streams.map((stream, i) => [`${i}, ${stream.calls.map((call) => call.op).join(' ')}`, stream] as const),
  )('fills the same in stream %s', (_, { seed, calls }) => {
    const generator = new Generator(seed);
    const compare = (rule: rules.InitRule, want: GoldenArray, most: number, target?: NumArray) => {
      const made = rule(want.shape, generator, want.dtype as rules.Float, target).values();
      const gaps = [...decode(want)].map((x, i) => Math.abs(x - made[i]!));
      expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(most);
    };
    for (const call of calls) {
      compare(byName[call.op]!(call.args as Args), call.result, tolerance(call), windowOf(call));
      if (call.bias) {
        const bound = 1 / Math.sqrt(Number(call.args.inFeatures));
        compare(rules.uniform(-bound, bound), call.bias, tolerance(call));
      }
    }
  });
});
