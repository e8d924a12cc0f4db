import type { Module } from '#lib';

export interface Row {
  readonly name: string;
  readonly shape: readonly number[];
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly gradNorm: number | null;
}

export function report(net: Module): Row[] {
  return [...net.namedParameters()].map(([name, p]) => {
    const values = p.array.values();
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const std = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length + 1));
    const gradNorm = p.grad === null ? null : Math.hypot(...p.grad.array.values());
    return { name, shape: [...p.shape], count: values.length, mean, std, gradNorm };
  });
}
