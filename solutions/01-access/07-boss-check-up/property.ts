import fc from 'fast-check';
import { Generator, Linear, type Module, Sequential, Tanh, tensor } from '#lib';
import type { Row } from './kata.ts';

const near = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b)));

/** What a row must say, by plain loops over one parameter. */
function fits(row: Row, values: readonly number[], grad: readonly number[] | null): boolean {
  let [sum, squares] = [0, 0];
  for (const v of values) sum += v;
  for (const v of values) squares += (v - sum / values.length) ** 2;
  const norm = grad && Math.sqrt(grad.reduce((total, g) => total + g * g, 0));
  return (
    row.count === values.length &&
    near(row.mean, sum / values.length) &&
    near(row.std, Math.sqrt(squares / values.length)) &&
    near(row.gradNorm, norm)
  );
}

/** A net with a tie and more than ten layers; every row is checked, before backward, after it, and on a second look. */
export function myProperty(report: (net: Module) => Row[]): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 1e6 }), (width, seed) => {
    const generator = new Generator(seed);
    const shared = new Linear(width, width, { generator });
    const layers = Array.from({ length: 10 }, (_, i) => (i % 2 ? new Tanh() : shared));
    const net = new Sequential(
      new Linear(3, width, { generator }),
      ...layers,
      new Linear(width, 2, { generator }),
    );
    const agrees = () => {
      const rows = report(net);
      const named = [...net.namedParameters()];
      return (
        rows.length === named.length &&
        named.every(([name, p], i) => {
          const row = rows[i]!;
          const grad = p.grad?.array.values() ?? null;
          return (
            row.name === name && row.shape.join() === p.shape.join() && fits(row, p.array.values(), grad)
          );
        })
      );
    };
    if (!agrees()) return false;
    net
      .forward(tensor([[1, 2, 3]]))
      .sum()
      .backward();
    const before = [...net.parameters()].map((p) => p.grad!.array.values().join());
    const good = agrees() && agrees();
    return good && [...net.parameters()].every((p, i) => p.grad?.array.values().join() === before[i]);
  });
}
