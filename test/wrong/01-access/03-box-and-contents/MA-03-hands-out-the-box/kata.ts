import { Linear, type Module, type NdArray, type Parameter, type Tensor } from '#lib';

export function valueOf(p: Parameter): NdArray {
  return p as unknown as NdArray;
}

export function biasOf(layer: Module): Parameter | null {
  return layer instanceof Linear ? layer.bias : null;
}

export function forwardLinear(layer: Linear, x: Tensor): Tensor {
  const y = x.matmul(layer.weight.t());
  return layer.bias === null ? y : y.add(layer.bias);
}
