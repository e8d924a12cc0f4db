import { type Linear, type Module, type NdArray, Parameter, type Tensor } from '#lib';

export const valueOf = (p: Parameter): NdArray => p.data.ndarray();

export function biasOf(layer: Module): Parameter | null {
  const { bias } = layer as Module & { bias?: unknown };
  return bias instanceof Parameter ? bias : null;
}

export function forwardLinear({ weight, bias }: Linear, x: Tensor): Tensor {
  const y = weight.matmul(x.t()).t();
  return bias ? bias.add(y) : y;
}
