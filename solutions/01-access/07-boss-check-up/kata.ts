import type { Module } from '#lib';

export interface Row {
  readonly name: string;
  readonly shape: readonly number[];
  /** How many numbers. */
  readonly count: number;
  readonly mean: number;
  /** Standard deviation: the root of the mean squared distance from the mean. */
  readonly std: number;
  /** Length of the gradient, √Σg²; null while there is no gradient. */
  readonly gradNorm: number | null;
}

const average = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** One row per parameter, in order, each parameter once. Looks only: values and gradients stay as they are. */
export function report(net: Module): Row[] {
  return [...net.namedParameters()].map(([name, p]) => {
    const values = p.array.values();
    const mean = average(values);
    const std = Math.sqrt(average(values.map((v) => (v - mean) ** 2)));
    const gradNorm = p.grad === null ? null : Math.hypot(...p.grad.array.values());
    return { name, shape: [...p.shape], count: values.length, mean, std, gradNorm };
  });
}
