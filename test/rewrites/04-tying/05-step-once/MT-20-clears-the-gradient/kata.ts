import { type Parameter, tensor } from '#lib';

export function sgdStep(parameters: Iterable<Parameter>, lr: number): void {
  const stepped: Parameter[] = [];
  for (const p of parameters) {
    if (stepped.includes(p) || !p.requiresGrad || !p.grad) continue;
    stepped.push(p);
    p.data.sub_(p.grad.mul(tensor(lr)));
  }
  for (const p of stepped) p.grad = null;
}
