import { type Module, mseLoss, noGrad, type Tensor } from '#lib';

export interface Trace {
  /** Mean squared error before each step. */
  losses: number[];
  /** √Σg² over all parameters that are trained, each once, at each step. */
  gradNorms: number[];
}

/**
 * Trains in place by plain gradient descent on the mean squared error, and watches: one entry per step. A tied
 * parameter is stepped once, a frozen one not at all; gradients left from before do not count.
 */
export function trainTied(net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number): Trace {
  const trace: Trace = { losses: [], gradNorms: [] };
  for (let step = 0; step < steps; step++) {
    net.zeroGrad();
    const loss = mseLoss(net.forward(data.x), data.y);
    loss.backward();
    const trained = [...net.parameters()].flatMap((p) => (p.grad === null ? [] : [{ p, grad: p.grad }]));
    trace.losses.push(loss.item());
    trace.gradNorms.push(Math.hypot(...trained.flatMap(({ grad }) => grad.array.values())));
    for (const { p, grad } of trained) noGrad(() => p.add_(grad, -lr));
  }
  return trace;
}
