import type { Parameter } from '#lib';

export function sgdStep(parameters: Iterable<Parameter>, lr: number): void {
  for (const p of new Set(parameters)) {
    const { grad } = p;
    if (grad === null || !p.requiresGrad) continue;
    p.data = p.data.sub(grad.mul(lr));
  }
}
