import type { Module, Tensor } from '#lib';

export interface Row {
  readonly name: string;
  readonly shape: readonly number[];
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly gradNorm: number | null;
}

/** Welford's running mean and squared distance. */
function moments(tensor: Tensor): { mean: number; std: number } {
  let [n, mean, distance] = [0, 0, 0];
  for (const v of tensor.array.values()) {
    n += 1;
    const step = v - mean;
    mean += step / n;
    distance += step * (v - mean);
  }
  return { mean, std: Math.sqrt(distance / n) };
}

export function report(net: Module): Row[] {
  const rows: Row[] = [];
  for (const [name, parameter] of net.namedParameters()) {
    let squares = 0;
    for (const g of parameter.grad?.array.values() ?? []) squares += g * g;
    rows.push({
      name,
      shape: parameter.shape,
      count: parameter.size,
      ...moments(parameter),
      gradNorm: parameter.grad ? squares ** 0.5 : null,
    });
  }
  return rows;
}
