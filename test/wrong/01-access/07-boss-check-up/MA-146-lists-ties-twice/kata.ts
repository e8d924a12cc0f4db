import type { Module } from '#lib';

export interface Row {
  readonly name: string;
  readonly shape: readonly number[];
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly gradNorm: number | null;
}

const average = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

export function report(net: Module): Row[] {
  return [...net.namedParameters({ removeDuplicate: false })].map(([name, p]) => {
    const values = p.array.values();
    const mean = average(values);
    const std = Math.sqrt(average(values.map((v) => (v - mean) ** 2)));
    const gradNorm = p.grad === null ? null : Math.hypot(...p.grad.array.values());
    return { name, shape: [...p.shape], count: values.length, mean, std, gradNorm };
  });
}
