import { noGrad, type Parameter } from '#lib';

/**
 * One step of gradient descent, w ← w − lr · g, in place. Each parameter is stepped once, however often it comes;
 * those without a gradient, and frozen ones, stay where they are. The gradients are not changed.
 */
export function sgdStep(parameters: Iterable<Parameter>, lr: number): void {
  for (const p of new Set(parameters)) {
    const { grad } = p;
    if (grad === null || !p.requiresGrad) continue;
    noGrad(() => p.add_(grad, -lr));
  }
}
