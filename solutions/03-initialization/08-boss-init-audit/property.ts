import fc from 'fast-check';
import { Linear, type Module, ReLU, Sequential, type Tensor, tensor } from '#lib';
import type { Finding } from './kata.ts';

type Grid = readonly (readonly number[])[];
const X: Grid = [
  [1, 0, 2],
  [0, 1, 1],
  [2, 2, 0],
  [1, 3, 1],
];
const [HIDDEN, OUT] = [4, 2];

function spread(rows: Grid): number {
  let total = 0;
  for (let j = 0; j < rows[0]!.length; j++) {
    const mean = rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length;
    for (const row of rows) total += (row[j]! - mean) ** 2 / rows.length / rows[0]!.length;
  }
  return Math.sqrt(total);
}
const layered = (inputs: Grid, weight: Grid, bias: readonly number[]): Grid =>
  inputs.map((row) => weight.map((w, i) => w.reduce((sum, v, j) => sum + v * row[j]!, bias[i]!)));

/** The findings of one small net, Linear → ReLU → Linear, in plain numbers. */
function expected(w: Grid, b: readonly number[], v: Grid, frozen: boolean): Finding[] {
  const findings: Finding[] = [];
  const units = w.map((row, i) => [...row, b[i], ...v.map((out) => out[i])].map((n) => n! + 0).join());
  const twins = units.filter((unit, i) => units.some((other, j) => i !== j && unit === other)).length;
  if (twins > 0) findings.push({ kind: 'symmetry', where: 'body.0', value: twins / HIDDEN });
  const before = layered(X, w, b);
  const hidden = before.map((row) => row.map((n) => Math.max(0, n)));
  const dead = w.filter((_, i) => hidden.every((row) => row[i] === 0)).length;
  if (dead >= HIDDEN / 2) findings.push({ kind: 'dead', where: 'body.1', value: dead / HIDDEN });
  const ratios = [before, layered(hidden, v, [0, 0])].map((out) => spread(out) / spread(X));
  const first = ratios.findIndex((ratio) => ratio < 0.1 || ratio > 10);
  if (first >= 0) findings.push({ kind: 'drift', where: ['body.0', 'head'][first]!, value: ratios[first]! });
  const back = w.map((_, i) => v.reduce((sum, out) => sum + out[i]!, 0));
  const biasGrads = w.map((_, i) => before.filter((row) => row[i]! > 0).length * back[i]!);
  const weightGrads = w.flatMap((row, i) =>
    row.map((_, j) => back[i]! * X.reduce((sum, x, n) => sum + (before[n]![i]! > 0 ? x[j]! : 0), 0)),
  );
  const zero = (where: string, grads: readonly number[]): void => {
    if (grads.every((g) => g === 0)) findings.push({ kind: 'zero gradient', where, value: 0 });
  };
  if (!frozen) zero('body.0.weight', weightGrads);
  zero('body.0.bias', biasGrads);
  zero('head.weight', hidden.flat());
  return findings;
}

/** Small whole weights, so that twins, dead units, cancelling and flat layers all come by chance. */
export function myProperty(audit: (net: Module, x: Tensor) => Finding[]): fc.IRawProperty<unknown> {
  const grid = (height: number, width: number): fc.Arbitrary<number[][]> => {
    const row = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: width, maxLength: width });
    return fc.array(row, { minLength: height, maxLength: height });
  };
  const scale = fc.constantFrom(1, 1, 1 / 8, 8, 1 / 64, 64);
  const bias = fc.array(fc.constantFrom(0, 0, 1, -9), { minLength: HIDDEN, maxLength: HIDDEN });
  const alike = fc.constantFrom('none', 'pair', 'all');
  const cases = fc.tuple(grid(HIDDEN, 3), bias, grid(OUT, HIDDEN), scale, scale, fc.boolean(), alike);
  return fc.property(cases, ([rows, shifts, columns, up, down, frozen, twins]) => {
    /** Whose numbers a unit bears. */
    const from = [0, 1, 2, 3].map((i) => (twins === 'all' || (twins === 'pair' && i === 2) ? 0 : i));
    const w = from.map((i) => rows[i]!.map((n) => n * up));
    const b = from.map((i) => shifts[i]! * up);
    const v = columns.map((row) => from.map((i) => row[i]! * down));
    const [body, head] = [new Linear(3, HIDDEN), new Linear(HIDDEN, OUT)];
    body.weight.data.copy_(tensor(w));
    body.bias!.data.copy_(tensor(b));
    head.weight.data.copy_(tensor(v));
    head.bias!.data.zero_();
    body.weight.requiresGrad_(!frozen);
    const net = new Sequential(
      new Map<string, Module>([
        ['body', new Sequential(body, new ReLU()) as Module],
        ['head', head],
      ]),
    );
    head.bias!.grad = tensor([5, 5]);
    const found = audit(net, tensor(X.map((row) => [...row])));
    const untouched =
      body.bias!.grad === null &&
      head.bias!.grad?.array.values().join() === '5,5' &&
      head.weight.grad === null;
    const wanted = expected(w, b, v, frozen);
    return (
      untouched &&
      found.length === wanted.length &&
      wanted.every(({ kind, where, value }, i) => {
        const mine = found[i]!;
        return mine.kind === kind && mine.where === where && Math.abs(mine.value - value) <= 1e-4 * value;
      })
    );
  });
}
