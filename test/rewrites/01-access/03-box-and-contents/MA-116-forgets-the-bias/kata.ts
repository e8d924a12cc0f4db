import type { Linear, Module, NdArray, Parameter, Tensor } from '#lib';

export function valueOf({ array }: Parameter): NdArray {
  return array.ndarray();
}

export function biasOf(layer: Module): Parameter | null {
  for (const [name, parameter] of layer.parameterSlots()) if (name === 'bias') return parameter;
  return null;
}

export function forwardLinear(layer: Linear, x: Tensor): Tensor {
  return layer.weight.matmul(x.t()).t();
}
