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
    let norm = 0;
    for (const p of net.parameters()) {
      const { grad } = p;
      if (grad === null) continue;
      norm += Math.hypot(...grad.array.values());
      noGrad(() => p.add_(grad, -lr));
    }
    trace.losses.push(loss.item());
    trace.gradNorms.push(norm);
  }
  return trace;
}
