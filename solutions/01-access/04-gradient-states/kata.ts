import type { Parameter, Tensor } from '#lib';

export type GradState = 'none' | 'zero' | 'nonzero';

/** What a parameter's gradient is right now: there is none, it is all zeros, or some number of it is not zero. */
export function gradState(p: Parameter): GradState {
  if (p.grad === null) return 'none';
  return p.grad.array.values().every((g) => g === 0) ? 'zero' : 'nonzero';
}

/**
 * Clears the gradients of all parameters. 'none': there is no gradient afterwards. 'zero': the gradient tensor stays
 * and holds zeros; a parameter without a gradient stays without.
 */
export function clearGrads(parameters: Iterable<Parameter>, mode: 'none' | 'zero'): void {
  for (const p of parameters) {
    if (mode === 'none') p.grad = null;
    else p.grad?.zero_();
  }
}

/** Starts from no gradients at all, then runs `lossOf().backward()` so many times. */
export function repeatBackward(parameters: Iterable<Parameter>, lossOf: () => Tensor, passes: number): void {
  clearGrads(parameters, 'none');
  for (let pass = 0; pass < passes; pass++) lossOf().backward();
}
