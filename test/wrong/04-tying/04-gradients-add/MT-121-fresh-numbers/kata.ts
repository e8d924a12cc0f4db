import { deepCopy, Linear, Sequential, type Tensor } from '#lib';

export function untie(net: Sequential): Sequential {
  const fresh = [...net].map((layer) =>
    layer instanceof Linear
      ? new Linear(layer.inFeatures, layer.outFeatures, { bias: layer.bias !== null, dtype: 'float64' })
      : deepCopy(layer),
  );
  return new Sequential(...fresh) as unknown as Sequential;
}

export function tiedGradient(net: Sequential, layer: Linear, x: Tensor): number[][] {
  const copy = untie(net);
  copy.forward(x).sum().backward();
  const parts = [...net].flatMap((each, i) => (each === layer ? [(copy.at(i) as Linear).weight.grad!] : []));
  return parts.reduce((sum, part) => sum.add(part)).tolist() as number[][];
}
