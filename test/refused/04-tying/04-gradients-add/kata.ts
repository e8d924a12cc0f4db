import { deepCopy, gradients, type Linear, Sequential, type Tensor } from '#lib';

export const untie = (net: Sequential): Sequential =>
  new Sequential(...[...net].map((layer) => deepCopy(layer))) as unknown as Sequential;

export function tiedGradient(net: Sequential, layer: Linear, x: Tensor): number[][] {
  const [g] = gradients(net.forward(x).sum(), [layer.weight]);
  return g!.tolist() as number[][];
}
