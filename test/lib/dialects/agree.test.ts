import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterPaths } from '#lib';
import * as gluon from '#lib/gluon';
import * as keras from '#lib/keras';
import * as torch from '#lib/torch';

/** A net as plain numbers: per layer the weight (out, in), the bias, and whether tanh follows. */
interface Plan {
  readonly widths: readonly number[];
  readonly weights: readonly number[][][];
  readonly biases: readonly number[][];
}
const number = fc.integer({ min: -64, max: 64 }).map((n) => n / 64);
const plans: fc.Arbitrary<Plan> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 })
  .chain((widths) => {
    const pairs = widths.slice(1).map((out, i) => [out, widths[i]!] as const);
    const rows = (out: number, size: number) =>
      fc.array(fc.array(number, { minLength: size, maxLength: size }), { minLength: out, maxLength: out });
    return fc.record({
      widths: fc.constant(widths),
      weights: fc.tuple(...pairs.map(([out, size]) => rows(out, size))) as fc.Arbitrary<number[][][]>,
      biases: fc.tuple(
        ...pairs.map(([out]) => fc.array(number, { minLength: out, maxLength: out })),
      ) as fc.Arbitrary<number[][]>,
    });
  });
interface Result {
  readonly y: unknown;
  /** Gradients of the summed output: weights as (out, in), then biases. */
  readonly gradients: readonly unknown[];
}
const flipped = (rows: readonly number[][]) => rows[0]!.map((_, j) => rows.map((row) => row[j]!));

function inTorch({ weights, biases, widths }: Plan, x: number[][]): Result {
  const layers = weights.flatMap((w, i) => {
    const linear = new torch.Linear(widths[i]!, widths[i + 1]!);
    linear.weight.data.copy_(torch.tensor(w));
    linear.bias!.data.copy_(torch.tensor(biases[i]!));
    return [linear, new torch.Tanh()];
  });
  const net = new torch.Sequential(...layers);
  const y = net.forward(torch.tensor(x));
  y.sum().backward();
  return { y: y.tolist(), gradients: [...net.parameters()].map(({ grad }) => grad!.tolist()) };
}
function inGluon({ weights, biases, widths }: Plan, x: number[][]): Result & { net: gluon.Sequential } {
  const net = new gluon.Sequential();
  for (const units of widths.slice(1)) net.add(new gluon.Dense(units, { activation: 'tanh' }));
  net.initialize();
  const parameters = [...net.collectParams().values()];
  weights.forEach((w, i) => {
    parameters[2 * i]!.setData(w);
    parameters[2 * i + 1]!.setData(biases[i]!);
  });
  const y = gluon.record(() => net.call(gluon.tensor(x)));
  gluon.backward(y);
  return { net, y: y.tolist(), gradients: parameters.map((parameter) => parameter.grad().tolist()) };
}
function inKeras({ weights, biases, widths }: Plan, x: number[][]): Result & { net: keras.Sequential } {
  const net = new keras.Sequential(
    widths.slice(1).map((units) => new keras.Dense(units, { activation: 'tanh' })),
  );
  net.build([null, widths[0]!]);
  net.setWeights(weights.flatMap((w, i) => [flipped(w), biases[i]!]));
  const tape = new keras.GradientTape();
  const y = tape.record(() => net.call(torch.tensor(x)));
  const gradients = tape.gradient(y, net.weights).map((g, i) => {
    const rows = (g as keras.Tensor).tolist();
    return i % 2 === 0 ? flipped(rows as number[][]) : rows;
  });
  return { net, y: y.tolist(), gradients };
}

describe('the three dialects', () => {
  it('give the same outputs and gradients for the same weights', () => {
    fc.assert(
      fc.property(
        plans.chain((plan) =>
          fc.tuple(
            fc.constant(plan),
            fc.array(fc.array(number, { minLength: plan.widths[0]!, maxLength: plan.widths[0]! }), {
              minLength: 1,
              maxLength: 3,
            }),
          ),
        ),
        ([plan, x]) => {
          const [a, b, c] = [inTorch(plan, x), inGluon(plan, x), inKeras(plan, x)];
          expect({ y: b.y, gradients: b.gradients }).toEqual(a);
          closeTo(c.y, a.y);
          closeTo(c.gradients, a.gradients);
        },
      ),
      { numRuns: 60 },
    );
  });
  it('read one another’s nets: the core tree of each has PyTorch’s paths', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const x = [plan.widths.slice(0, 1).flatMap((n) => new Array<number>(n).fill(0.5))];
        const wanted = plan.weights.flatMap((_, i) => [`${i}.weight`, `${i}.bias`]);
        const { net } = inGluon(plan, x);
        expect([...net.core.namedParameters()].map(([path]) => path)).toEqual(wanted);
        expect([...parameterPaths(inKeras(plan, x).net.core).values()].flat()).toEqual(
          wanted.map((path) => path.replace('weight', 'kernel')),
        );
        const copy = new torch.Sequential(
          ...plan.weights.map((_, i) => new torch.Linear(plan.widths[i]!, plan.widths[i + 1]!)),
        );
        copy.loadStateDict(net.core.stateDict());
        expect([...copy.parameters()].map((p) => p.tolist())).toEqual(
          plan.weights.flatMap((w, i) => [w, plan.biases[i]!]),
        );
      }),
      { numRuns: 20 },
    );
  });
});

/** Keras multiplies the other way round: sums of a few products may differ in the last bit. */
function closeTo(got: unknown, wanted: unknown): void {
  if (Array.isArray(wanted)) for (const [i, value] of wanted.entries()) closeTo((got as unknown[])[i], value);
  else expect(got).toBeCloseTo(wanted as number, 5);
}
