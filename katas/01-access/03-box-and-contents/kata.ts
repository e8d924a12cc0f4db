import type { Linear, Module, NdArray, Parameter, Tensor } from '#lib';

/** The numbers inside a parameter as an ndarray: live, so that writing through it changes the parameter. */
export function valueOf(p: Parameter): NdArray {
  throw new Error('Not started: 01-access/03-box-and-contents');
}

/** The bias of a module: the parameter itself; null when the module has none. */
export function biasOf(layer: Module): Parameter | null {
  throw new Error('Not started: 01-access/03-box-and-contents');
}

/** What the layer computes: x · Wᵀ + b. Shapes: x (n, in) → (n, out). */
export function forwardLinear(layer: Linear, x: Tensor): Tensor {
  throw new Error('Not started: 01-access/03-box-and-contents');
}
