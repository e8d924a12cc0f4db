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
  const rows: Row[] = [];
  for (const [name, p] of net.namedParameters()) {
    const numbers = p.array.values();
    const count = numbers.length;
    let sum = 0;
    for (const v of numbers) sum += v;
    const mean = sum / count;
    let squares = 0;
    for (const v of numbers) squares += (v - mean) * (v - mean);
    let norm: number | null = null;
    if (p.grad !== null) norm = Math.sqrt(p.grad.array.values().reduce((total, g) => total + g * g, 0));
    rows.push({
      name,
      shape: Array.from(p.shape),
      count,
      mean,
      std: (squares / (count - 1)) ** 0.5,
      gradNorm: norm,
    });
  }
  return rows;
}
