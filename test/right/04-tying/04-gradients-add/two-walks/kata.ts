import { deepCopy, type Linear, type Module, Sequential, type Tensor, zerosLike } from '#lib';

function untied(net: Sequential): { copy: Sequential; origin: Map<Module, Module> } {
  const origin = new Map<Module, Module>();
  const layers = Array.from(net, (layer) => {
    const twin = deepCopy(layer);
    origin.set(twin, layer);
    return twin;
  });
  return { copy: new Sequential(...layers) as unknown as Sequential, origin };
}

export const untie = (net: Sequential): Sequential => untied(net).copy;

export function tiedGradient(net: Sequential, layer: Linear, x: Tensor): number[][] {
  const { copy, origin } = untied(net);
  copy.forward(x).sum().backward();
  const total = zerosLike(layer.weight);
  for (const twin of copy) if (origin.get(twin) === layer) total.add_((twin as Linear).weight.grad!);
  return total.tolist() as number[][];
}
