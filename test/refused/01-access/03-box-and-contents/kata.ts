import { Linear, type Module, type NdArray, type Parameter, type Tensor } from '#lib';

export const valueOf = (p: Parameter): NdArray => p.ndarray();
export const biasOf = (layer: Module): Parameter | null => (layer instanceof Linear ? layer.bias : null);
export const forwardLinear = (layer: Linear, x: Tensor): Tensor => layer.forward(x);
