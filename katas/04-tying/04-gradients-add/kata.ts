import type { Linear, Sequential, Tensor } from '#lib';

/** A net that computes the same, in which every use of a layer has become a layer of its own. `net` stays as it is. */
export function untie(net: Sequential): Sequential {
  throw new Error('Not started: 04-tying/04-gradients-add');
}

/**
 * The gradient of `net.forward(x).sum()` for the weight of `layer`, which may stand in `net` several times: what its
 * uses get in the untied net, put together. No gradient of `net` is touched.
 */
export function tiedGradient(net: Sequential, layer: Linear, x: Tensor): number[][] {
  throw new Error('Not started: 04-tying/04-gradients-add');
}
