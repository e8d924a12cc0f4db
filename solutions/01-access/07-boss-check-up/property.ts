import fc from 'fast-check';
import { Generator, Linear, type Module, Sequential, Tanh, tensor } from '#lib';
import type { Row } from './kata.ts';

/** The same number, or both none: without a number the distance is NaN, which is not small. */
const near = (a: number | null, b: number | null): boolean =>
  a === b || Math.abs((a ?? Number.NaN) - (b ?? Number.NaN)) <= 1e-5 * Math.max(1, Math.abs(b ?? 0));

/** What a row must say of the numbers, by plain loops over one parameter. */
function fits(row: Row, values: readonly number[], grad: readonly number[] | null): boolean {
  let [sum, squares] = [0, 0];
  for (const v of values) sum += v;
  for (const v of values) squares += (v - sum / values.length) ** 2;
  const norm = grad && Math.sqrt(grad.reduce((total, g) => total + g * g, 0));
  return (
    near(row.mean, sum / values.length) &&
    near(row.std, Math.sqrt(squares / values.length)) &&
    near(row.gradNorm, norm)
  );
}

/** A net with a tie and more than ten layers; every row is checked, before backward and after it. */
export function myProperty(report: (net: Module) => Row[]): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(), (width, seed) => {
    const generator = new Generator(seed);
    const linear = (inputs: number, outputs: number) => new Linear(inputs, outputs, { generator });
    const shared = linear(width, width);
    const layers = Array.from({ length: 10 }, (_, i) => (i % 2 ? new Tanh() : shared));
    const net = new Sequential(linear(3, width), ...layers, linear(width, 2));
    const gradients = () => [...net.parameters()].map((p) => p.grad?.array.values() ?? null);
    const agrees = () => {
      const rows = report(net);
      const named = [...net.namedParameters()];
      const grads = gradients();
      const told = rows.map(({ name, shape, count }) => [name, shape, count]);
      const wanted = named.map(([name, p]) => [name, p.shape, p.size]);
      return (
        JSON.stringify(told) === JSON.stringify(wanted) &&
        named.every(([, p], i) => fits(rows[i]!, p.array.values(), grads[i]!))
      );
    };
    if (!agrees()) return false;
    net
      .forward(tensor([[1, 2, 3]]))
      .sum()
      .backward();
    const before = JSON.stringify(gradients());
    return agrees() && JSON.stringify(gradients()) === before;
  });
}
