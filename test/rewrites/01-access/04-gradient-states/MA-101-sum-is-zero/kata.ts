import type { Parameter, Tensor } from '#lib';

export type GradState = 'none' | 'zero' | 'nonzero';

export function gradState({ grad }: Parameter): GradState {
  if (!grad) return 'none';
  let total = 0;
  for (const g of grad.array.values()) total += g;
  if (total === 0) return 'zero';
  return 'nonzero';
}

export function clearGrads(parameters: Iterable<Parameter>, mode: 'none' | 'zero'): void {
  const clear = mode === 'zero' ? (p: Parameter) => p.grad?.mul_(0) : (p: Parameter) => (p.grad = null);
  Array.from(parameters).forEach(clear);
}

export function repeatBackward(parameters: Iterable<Parameter>, lossOf: () => Tensor, passes: number): void {
  clearGrads(parameters, 'none');
  while (passes-- > 0) lossOf().backward();
}
