import { Linear, type Module, type NdArray, Parameter, type Tensor, tensor } from '#lib';

export function valueOf(p: Parameter): NdArray {
  return p.ndarray();
}

export function biasOf(layer: Module): Parameter | null {
  if (layer instanceof Linear && layer.bias !== null) return layer.bias;
  return new Parameter(tensor([0]));
}

export function forwardLinear(layer: Linear, x: Tensor): Tensor {
  const y = x.matmul(layer.weight.t());
  return layer.bias === null ? y : y.add(layer.bias);
}
