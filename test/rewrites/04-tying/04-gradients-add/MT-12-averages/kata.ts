import { deepCopy, type Linear, Sequential, type Tensor } from '#lib';

export function untie(net: Sequential): Sequential {
  const copy = new Sequential();
  for (const layer of net) copy.append(deepCopy(layer));
  return copy as unknown as Sequential;
}

export function tiedGradient(net: Sequential, layer: Linear, x: Tensor): number[][] {
  const apart = untie(net);
  apart.forward(x).sum().backward();
  const grids: number[][][] = [];
  [...net].forEach((each, i) => {
    if (each === layer) grids.push((apart.at(i) as Linear).weight.grad!.tolist() as number[][]);
  });
  return grids[0]!.map((row, r) =>
    row.map((_, c) => grids.reduce((sum, grid) => sum + grid[r]![c]! / grids.length, 0)),
  );
}
