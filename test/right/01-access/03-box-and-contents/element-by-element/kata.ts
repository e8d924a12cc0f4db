import ndarray from 'ndarray';
import { cat, type Linear, type Module, type NdArray, type Parameter, type Tensor } from '#lib';

export function valueOf(p: Parameter): NdArray {
  const { data, shape, stride, offset } = p.array;
  return ndarray(data, [...shape], [...stride], offset);
}

export function biasOf(layer: Module): Parameter | null {
  const own = [...layer.namedParameters({ recurse: false })];
  return own.find(([name]) => name === 'bias')?.[1] ?? null;
}

export function forwardLinear(layer: Linear, x: Tensor): Tensor {
  const columns = Array.from({ length: layer.outFeatures }, (_, o) => {
    const dot = x.mul(layer.weight.at(o)).sum(1, true);
    return layer.bias === null ? dot : dot.add(layer.bias.at(o));
  });
  return cat(columns, 1);
}
