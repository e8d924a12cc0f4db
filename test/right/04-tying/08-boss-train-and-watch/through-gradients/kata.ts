import { gradients, type Module, type Tensor } from '#lib';

export interface Trace {
  /** Mean squared error before each step. */
  losses: number[];
  /** √Σg² over all parameters that are trained, each once, at each step. */
  gradNorms: number[];
}

export const trainTied = (
  net: Module,
  { x, y }: { x: Tensor; y: Tensor },
  steps: number,
  lr: number,
): Trace => {
  const trained = [...net.parameters()].filter((p) => p.requiresGrad);
  const trace: Trace = { losses: [], gradNorms: [] };
  for (let left = steps; left > 0; left--) {
    const miss = net.forward(x).sub(y);
    const loss = miss.mul(miss).mean();
    const slopes = gradients(loss, trained).map((g) => g?.array.values() ?? []);
    trace.losses.push(loss.item());
    trace.gradNorms.push(Math.sqrt(slopes.flat().reduce((sum, g) => sum + g * g, 0)));
    trained.forEach((p, k) => {
      const { data, offset } = p.array;
      slopes[k]!.forEach((g, i) => {
        data[offset + i]! -= lr * g;
      });
    });
  }
  return trace;
};
