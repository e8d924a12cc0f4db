import type { Parameter } from '#lib';

export function sgdStep(parameters: Iterable<Parameter>, lr: number): void {
  const distinct = [...parameters].filter((p, i, all) => all.indexOf(p) === i);
  for (const p of distinct) if (p.grad && p.requiresGrad) p.data.sub_(p.grad.mul(lr));
}
