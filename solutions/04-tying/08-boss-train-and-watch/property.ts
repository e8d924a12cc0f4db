import fc from 'fast-check';
import { Generator, Linear, type Module, mseLoss, Sequential, Tanh, type Tensor, tensor } from '#lib';
import type { Trace } from './kata.ts';

const near = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((v, i) => Math.abs(v - b[i]!) <= 1e-4 * Math.max(1, Math.abs(b[i]!)));
const values = (net: Module): number[] => [...net.parameters()].flatMap((p) => p.array.values());

/** A net with a tie and a frozen end; two of one seed are alike. */
function build(seed: number): { net: Module; shared: Linear; frozen: Linear } {
  const generator = new Generator(seed);
  const linear = () => new Linear(2, 2, { generator });
  const [shared, frozen] = [linear(), linear()];
  frozen.requiresGrad_(false);
  return { net: new Sequential(shared, new Tanh(), shared, new Tanh(), frozen), shared, frozen };
}

/** The same training written out: one box of weights, one of biases, each stepped once. */
function byHand(seed: number, { x, y }: { x: Tensor; y: Tensor }, steps: number, lr: number) {
  const { net, shared } = build(seed);
  const trace: Trace = { losses: [], gradNorms: [] };
  for (let step = 0; step < steps; step++) {
    net.zeroGrad();
    const loss = mseLoss(net.forward(x), y);
    loss.backward();
    trace.losses.push(loss.item());
    const boxes = [shared.weight, shared.bias!];
    trace.gradNorms.push(Math.hypot(...boxes.flatMap((p) => p.grad!.array.values())));
    for (const p of boxes) p.data.sub_(p.grad!.mul(lr));
  }
  return { trace, values: values(net) };
}

/** Training by hand on a net of the same seed, where no old gradient lies about. */
export function myProperty(
  trainTied: (net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number) => Trace,
): fc.IRawProperty<unknown> {
  return fc.property(fc.nat(), fc.nat(3), (seed, steps) => {
    const data = { x: tensor([[1, 2]]), y: tensor([[1, -1]]) };
    const { net, shared, frozen } = build(seed);
    for (const { weight } of [shared, frozen]) weight.grad = weight.detach().add(30);
    const boxes = [...net.parameters()];
    const { losses, gradNorms } = trainTied(net, data, steps, 0.1);
    const wanted = byHand(seed, data, steps, 0.1);
    return (
      [...net.parameters()].every((p, i) => p === boxes[i]) &&
      near(losses, wanted.trace.losses) &&
      near(gradNorms, wanted.trace.gradNorms) &&
      near(values(net), wanted.values)
    );
  });
}
