import { noGrad, type Parameter } from '#lib';

export function sgdStep(parameters: Iterable<Parameter>, lr: number): void {
  for (const p of new Set(parameters)) {
    const { grad } = p;
    if (grad === null || !p.requiresGrad) continue;
    noGrad(() => p.add_(grad, -lr * lr));
  }
}
