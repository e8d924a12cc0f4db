import { type Module, noGrad, type Parameter } from '#lib';

export interface Row {
  readonly name: string;
  readonly shape: readonly number[];
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly gradNorm: number | null;
}

const rowOf = (name: string, parameter: Parameter): Row => {
  const values = parameter.detach().to('float64');
  const mean = values.mean();
  return {
    name,
    shape: [...parameter.shape],
    count: values.size,
    mean: mean.item(),
    std: Math.sqrt(values.sub(mean).pow(2).mean().item()),
    gradNorm: parameter.grad === null ? null : Math.sqrt(parameter.grad.to('float64').pow(2).sum().item()),
  };
};

export const report = (net: Module): Row[] =>
  noGrad(() => Array.from(net.namedParameters(), ([name, parameter]) => rowOf(name, parameter)));
