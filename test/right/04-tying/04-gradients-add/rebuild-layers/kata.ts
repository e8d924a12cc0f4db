import { Linear, type Module, Sequential, Tanh, type Tensor } from '#lib';

const again = (layer: Module): Module => {
  if (!(layer instanceof Linear)) return new Tanh();
  const dtype = layer.weight.dtype === 'float64' ? 'float64' : 'float32';
  const twin = new Linear(layer.inFeatures, layer.outFeatures, { bias: layer.bias !== null, dtype });
  twin.loadStateDict(layer.stateDict());
  return twin;
};

export function untie(net: Sequential): Sequential {
  const copy = new Sequential();
  for (const layer of net) copy.append(again(layer));
  return copy;
}

export function tiedGradient(net: Sequential, layer: Linear, x: Tensor): number[][] {
  const copy = untie(net);
  copy.forward(x).sum().backward();
  const total = (layer.weight.tolist() as number[][]).map((row) => row.map(() => 0));
  [...net].forEach((each, i) => {
    if (each !== layer) return;
    const grad = (copy.at(i) as Linear).weight.grad!;
    total.forEach((row, r) => {
      row.forEach((_, c) => {
        row[c]! += grad.array.get(r, c);
      });
    });
  });
  return total;
}
