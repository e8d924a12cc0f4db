import { type Module, mseLoss, type Parameter, type Tensor } from '#lib';

export interface Trace {
  /** Mean squared error before each step. */
  losses: number[];
  /** √Σg² over all parameters that are trained, each once, at each step. */
  gradNorms: number[];
}

function clear(boxes: ReadonlySet<Parameter>): void {
  for (const p of boxes) p.grad = null;
}

export function trainTied(net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number): Trace {
  const boxes = new Set([...net.namedParameters({ removeDuplicate: false })].map(([, p]) => p));
  const rows = Array.from({ length: steps }, () => {
    clear(boxes);
    const loss = mseLoss(net.forward(data.x), data.y, 'mean');
    loss.backward();
    let squares = 0;
    for (const p of boxes) {
      if (!p.grad) continue;
      for (const g of p.grad.array.values()) squares += g * g;
      p.data.sub_(p.grad.mul(lr));
    }
    return [loss.item(), Math.sqrt(squares)] as const;
  });
  return { losses: rows.map(([loss]) => loss), gradNorms: rows.map(([, norm]) => norm) };
}
