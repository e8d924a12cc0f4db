import { Linear, type Module, type NdArray, type Parameter, type Tensor } from '#lib';

/** The numbers inside a parameter as an ndarray: live, so that writing through it changes the parameter. */
export function valueOf(p: Parameter): NdArray {
  return p.ndarray();
}

/** The bias of a module: the parameter itself; null when the module has none. */
export function biasOf(layer: Module): Parameter | null {
  return layer instanceof Linear ? layer.bias : null;
}

/** What the layer computes: x · Wᵀ + b. Shapes: x (n, in) → (n, out). */
export function forwardLinear(layer: Linear, x: Tensor): Tensor {
  const y = x.matmul(layer.weight.t());
  return layer.bias === null ? y : y.add(layer.bias);
}
