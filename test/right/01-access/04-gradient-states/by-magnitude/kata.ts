import type { Parameter, Tensor } from '#lib';

export type GradState = 'none' | 'zero' | 'nonzero';

export function gradState(p: Parameter): GradState {
  const grad = p.grad?.ndarray();
  if (grad === undefined) return 'none';
  const zeros = p.grad!.eq(0).sum().item();
  return zeros === grad.size ? 'zero' : 'nonzero';
}

export function clearGrads(parameters: Iterable<Parameter>, mode: 'none' | 'zero'): void {
  [...parameters]
    .filter((p) => p.grad !== null)
    .forEach((p) => {
      if (mode === 'zero') p.grad!.fill_(0);
      else p.grad = null;
    });
}

export function repeatBackward(parameters: Iterable<Parameter>, lossOf: () => Tensor, passes: number): void {
  const all = [...parameters];
  for (const p of all) p.grad = null;
  const losses = Array.from({ length: passes }, lossOf);
  for (const loss of losses) loss.backward();
}
