import { deepCopy, type Linear, Sequential, type Tensor } from '#lib';

/** A net that computes the same, in which every use of a layer has become a layer of its own. `net` stays as it is. */
export function untie(net: Sequential): Sequential {
  return new Sequential(...[...net].map((layer) => deepCopy(layer)));
}

/**
 * The gradient of `net.forward(x).sum()` for the weight of `layer`, which may stand in `net` several times: what its
 * uses get in the untied net, put together. No gradient of `net` is touched.
 */
export function tiedGradient(net: Sequential, layer: Linear, x: Tensor): number[][] {
  const copy = untie(net);
  copy.forward(x).sum().backward();
  const parts = [...net].flatMap((each, i) => (each === layer ? [(copy.at(i) as Linear).weight.grad!] : []));
  return parts.reduce((sum, part) => sum.add(part)).tolist() as number[][];
}
