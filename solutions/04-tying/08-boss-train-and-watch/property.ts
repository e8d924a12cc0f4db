import fc from 'fast-check';
import { Generator, Linear, type Module, mseLoss, Sequential, Tanh, type Tensor, tensor } from '#lib';
import type { Trace } from './kata.ts';

const near = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((v, i) => Math.abs(v - b[i]!) <= 1e-4 * Math.max(1, Math.abs(b[i]!)));

function build(seed: number): { net: Module; frozen: Linear; boxes: Linear[] } {
  const generator = new Generator(seed);
  const [shared, frozen] = [new Linear(2, 2, { generator }), new Linear(2, 2, { generator })];
  frozen.requiresGrad_(false);
  return { net: new Sequential(shared, new Tanh(), shared, new Tanh(), frozen), frozen, boxes: [shared] };
}

/** The same training written out, on a net of the same seed, with an old gradient lying about. */
export function myProperty(
  trainTied: (net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number) => Trace,
): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 3 }), (seed, steps) => {
    const data = {
      x: tensor([
        [1, 2],
        [-1, 0.5],
      ]),
      y: tensor([
        [1, 0],
        [0.5, -1],
      ]),
    };
    const [mine, theirs] = [build(seed), build(seed)];
    for (const { boxes, frozen } of [theirs]) {
      for (const layer of [...boxes, frozen])
        layer.weight.grad = tensor([
          [30, 30],
          [30, 30],
        ]);
    }
    const wanted: Trace = { losses: [], gradNorms: [] };
    for (let step = 0; step < steps; step++) {
      const loss = mseLoss(mine.net.forward(data.x), data.y);
      mine.net.zeroGrad();
      loss.backward();
      wanted.losses.push(loss.item());
      let squares = 0;
      for (const p of mine.boxes.flatMap(({ weight, bias }) => [weight, bias!])) {
        squares += p.grad!.array.values().reduce((sum, g) => sum + g * g, 0);
        p.data.sub_(p.grad!.mul(0.1));
      }
      wanted.gradNorms.push(Math.sqrt(squares));
    }
    const before = [...theirs.net.parameters()];
    const trace = trainTied(theirs.net, data, steps, 0.1);
    const values = (net: Module) => [...net.parameters()].flatMap((p) => p.array.values());
    const same = [...theirs.net.parameters()].every((p, i) => p === before[i]);
    return (
      same &&
      near(trace.losses, wanted.losses) &&
      near(trace.gradNorms, wanted.gradNorms) &&
      near(values(theirs.net), values(mine.net))
    );
  });
}
