import type { Parameter, Tensor } from '#lib';

export type GradState = 'none' | 'zero' | 'nonzero';

export function gradState(p: Parameter): GradState {
  if (p.grad === null) return 'none';
  return p.grad.array.values().every((g) => g === 0) ? 'zero' : 'nonzero';
}

export function clearGrads(parameters: Iterable<Parameter>, mode: 'none' | 'zero'): void {
  for (const p of parameters) {
    if (mode === 'none') p.grad = null;
    else p.grad?.zero_();
  }
}

export function repeatBackward(parameters: Iterable<Parameter>, lossOf: () => Tensor, passes: number): void {
  clearGrads(parameters, 'zero');
  for (let pass = 0; pass < passes; pass++) lossOf().backward();
}
