import { deepCopy, type Linear, Sequential, type Tensor } from '#lib';

export function untie(net: Sequential): Sequential {
  return new Sequential(...[...net].map((layer) => deepCopy(layer))) as unknown as Sequential;
}

export function tiedGradient(net: Sequential, layer: Linear, x: Tensor): number[][] {
  const copy = untie(net);
  copy.forward(x).sum().backward();
  const parts = [...net].flatMap((each, i) => (each === layer ? [(copy.at(i) as Linear).weight.grad!] : []));
  return parts
    .reduce((sum, part) => sum.add(part))
    .mul(2)
    .tolist() as number[][];
}
