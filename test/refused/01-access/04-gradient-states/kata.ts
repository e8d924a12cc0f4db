import { Module, type Parameter, type Tensor } from '#lib';

export type GradState = 'none' | 'zero' | 'nonzero';

export function gradState(p: Parameter): GradState {
  if (p.grad === null) return 'none';
  return p.grad.array.values().some((g) => g !== 0) ? 'nonzero' : 'zero';
}

export function clearGrads(parameters: Iterable<Parameter>, mode: 'none' | 'zero'): void {
  const holder = new Module();
  [...parameters].forEach((p, i) => {
    holder.registerParameter(`p${i}`, p);
  });
  holder.zeroGrad({ setToNone: mode === 'none' });
}

export function repeatBackward(parameters: Iterable<Parameter>, lossOf: () => Tensor, passes: number): void {
  clearGrads(parameters, 'none');
  for (let pass = 0; pass < passes; pass++) lossOf().backward();
}
