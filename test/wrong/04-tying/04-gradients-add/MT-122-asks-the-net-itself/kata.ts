import { deepCopy, type Linear, Sequential, type Tensor } from '#lib';

export function untie(net: Sequential): Sequential {
  return new Sequential(...[...net].map((layer) => deepCopy(layer))) as unknown as Sequential;
}

export function tiedGradient(net: Sequential, layer: Linear, x: Tensor): number[][] {
  net.forward(x).sum().backward();
  return layer.weight.grad!.tolist() as number[][];
}
