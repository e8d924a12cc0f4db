import { type Module, mseLoss, Parameter, type Tensor } from '#lib';

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
    for (const [path, p] of [...net.namedParameters({ removeDuplicate: false })]) {
      const steps = path.split('.');
      const owner = net.getSubmodule(steps.slice(0, -1).join('.'));
      const grad = trained.find((one) => one.p === p)?.grad;
      if (grad) owner.registerParameter(steps.at(-1)!, new Parameter(p.detach().sub(grad.mul(lr))));
    }
  }
  return trace;
}
