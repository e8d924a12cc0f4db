import { type Module, mseLoss, SGD, type Tensor } from '#lib';

export interface Trace {
  losses: number[];
  gradNorms: number[];
}

export function trainTied(net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number): Trace {
  const trained = [...net.parameters()].filter((p) => p.requiresGrad);
  const optimizer = new SGD(trained, { lr });
  const trace: Trace = { losses: [], gradNorms: [] };
  for (let step = 0; step < steps; step++) {
    net.zeroGrad();
    const loss = mseLoss(net.forward(data.x), data.y);
    loss.backward();
    trace.losses.push(loss.item());
    trace.gradNorms.push(Math.hypot(...trained.flatMap((p) => p.grad?.array.values() ?? [])));
    optimizer.step();
  }
  return trace;
}
