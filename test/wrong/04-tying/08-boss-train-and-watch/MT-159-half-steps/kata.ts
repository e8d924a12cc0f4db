import { type Module, mseLoss, noGrad, type Tensor } from '#lib';

export interface Trace {
  losses: number[];
  gradNorms: number[];
}

export function trainTied(net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number): Trace {
  const trace: Trace = { losses: [], gradNorms: [] };
  for (let step = 0; step < steps; step++) {
    net.zeroGrad();
    const loss = mseLoss(net.forward(data.x), data.y);
    loss.backward();
    const trained = [...net.parameters()].flatMap((p) =>
      p.requiresGrad && p.grad !== null ? [{ p, grad: p.grad }] : [],
    );
    trace.losses.push(loss.item());
    trace.gradNorms.push(Math.hypot(...trained.flatMap(({ grad }) => grad.array.values())));
    for (const { p, grad } of trained) noGrad(() => p.add_(grad, -lr / 2));
  }
  return trace;
}
