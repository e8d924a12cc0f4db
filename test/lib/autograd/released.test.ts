import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromValues, Tensor } from '#lib';

const SIZE = 100;
const steps = {
  add: (y: Tensor, w: Tensor) => y.add(w),
  sub: (y: Tensor, w: Tensor) => w.sub(y),
  mul: (y: Tensor, w: Tensor) => y.mul(w),
  relu: (y: Tensor) => y.relu(),
  tanh: (y: Tensor) => y.tanh(),
  reshape: (y: Tensor) => y.reshape(10, 10).t().reshape(SIZE),
  double: (y: Tensor) => y.add(y),
};
type Step = keyof typeof steps;

/** Values of everything a program can hold after backward, and of a second backward through the same graph. */
function held(names: readonly Step[], dtype: 'float32' | 'float64'): number[] {
  const values = Array.from({ length: SIZE }, (_, i) => Math.sin(i + 1) / 2);
  const w = new Tensor(fromValues(values, [SIZE], dtype)).requiresGrad_();
  const results: Tensor[] = [w];
  for (const name of names) results.push(steps[name](results.at(-1)!, w));
  const loss = results.at(-1)!.mul(w).sum();
  loss.backward(undefined, { retainGraph: true });
  const first = w.grad!.clone();
  loss.backward();
  return [...results, first, w.grad!].flatMap(({ array }) => array.values());
}

it('a gradient that is released was held by nobody: float32, which reuses buffers, agrees with float64 (property)', () => {
  const names = fc.array(fc.constantFrom(...(Object.keys(steps) as Step[])), { maxLength: 8 });
  fc.assert(
    fc.property(names, (chosen) => {
      const exact = held(chosen, 'float64');
      held(chosen, 'float32').forEach((value, i) => {
        expect(Math.abs(value - exact[i]!)).toBeLessThan(1e-4 * (1 + Math.abs(exact[i]!)));
      });
    }),
    { seed: 11, numRuns: 60 },
  );
});
