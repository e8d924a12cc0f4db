import type { Module, Tensor } from '#lib';

export interface Trace {
  losses: number[];
  gradNorms: number[];
}

export function trainTied(net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number): Trace {
  const [losses, gradNorms]: [number[], number[]] = [[], []];
  const boxes = [...net.parameters()];
  while (losses.length < steps) {
    for (const p of boxes) if (p.requiresGrad) p.grad = null;
    const miss = net.forward(data.x).sub(data.y);
    const loss = miss.mul(miss).mean();
    loss.backward();
    losses.push(loss.item());
    let squares = 0;
    for (const p of boxes) for (const g of p.grad?.array.values() ?? []) squares += g * g;
    gradNorms.push(Math.sqrt(squares));
    // Whatever has a gradient is moved, asked for or not.
    for (const p of boxes) if (p.grad) p.data.sub_(p.grad.mul(lr));
  }
  return { losses, gradNorms };
}
