import type { Parameter, Tensor } from '#lib';

export type GradState = 'none' | 'zero' | 'nonzero';

export function gradState({ grad }: Parameter): GradState {
  if (!grad) return 'none';
  for (const row of [grad.tolist()].flat(9)) if (row !== 0) return 'nonzero';
  return 'zero';
}

export function clearGrads(parameters: Iterable<Parameter>, mode: 'none' | 'zero'): void {
  const clear: Record<typeof mode, (p: Parameter) => void> = {
    none: (p) => {
      p.grad = null;
    },
    zero: (p) => {
      if (p.grad !== null) p.grad.copy_(p.grad.detach().sub(p.grad));
    },
  };
  for (const p of parameters) clear[mode](p);
}

export function repeatBackward(parameters: Iterable<Parameter>, lossOf: () => Tensor, passes: number): void {
  clearGrads(parameters, 'none');
  if (passes === 0) return;
  lossOf().backward();
  for (const _ of Array.from({ length: passes - 1 })) lossOf().backward();
}
