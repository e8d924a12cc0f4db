import { type Parameter, SGD } from '#lib';

export function sgdStep(parameters: Iterable<Parameter>, lr: number): void {
  const trained = [...new Set(parameters)].filter((p) => p.requiresGrad);
  if (trained.length > 0) new SGD(trained, { lr }).step();
}
