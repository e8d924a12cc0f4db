import type { Parameter } from '#lib';

export function sgdStep(parameters: Iterable<Parameter>, lr: number): void {
  [...new Set(parameters)]
    .filter((p) => p.requiresGrad && p.grad !== null)
    .forEach((p) => {
      p.data.add_(p.grad!.mul(lr));
    });
}
