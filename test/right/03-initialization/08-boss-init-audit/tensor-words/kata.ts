import { gradients, Linear, type Module, noGrad, ReLU, type Tensor } from '#lib';

export interface Finding {
  readonly kind: 'symmetry' | 'dead' | 'drift' | 'zero gradient';
  readonly where: string;
  readonly value: number;
}

type Named = readonly [string, Module];

/** A number for every pair of units: 0 where two rows of the matrix are the same. */
const distances = (rows: Tensor): Tensor => {
  const [n, width] = rows.shape as [number, number];
  return rows
    .reshape(n, 1, width)
    .sub(rows.reshape(1, n, width))
    .abs()
    .sum(2);
};

function shareOfTwins(layer: Linear, next: Linear): number {
  let apart = distances(layer.weight.detach()).add(distances(next.weight.detach().t()));
  if (layer.bias) apart = apart.add(distances(layer.bias.detach().reshape(layer.outFeatures, 1)));
  const alike = apart.eq(0).to('float32').sum(1).tolist() as number[];
  return alike.filter((count) => count > 1).length / layer.outFeatures;
}

/** Root of the mean squared distance from the mean row. */
const spread = (t: Tensor): number => {
  const wide = t.detach().to('float64');
  return Math.sqrt(wide.sub(wide.mean(0, true)).pow(2).mean().item());
};

const shareOfDead = (out: Tensor): number => out.detach().amax(0).le(0).to('float32').mean().item();

export const audit = (net: Module, x: Tensor): Finding[] => {
  const isLeaf = ([, module]: Named): boolean => module.childSlots().length === 0;
  const leaves: Named[] = Array.from(net.namedModules()).filter(isLeaf);
  const outputs: Tensor[] = [];
  noGrad(() => {
    for (const [, layer] of leaves) outputs.push(layer.forward(outputs.at(-1) ?? x));
  });
  const at = leaves.flatMap(([, layer], i) => (layer instanceof Linear ? [i] : []));
  const where = (i: number): string => leaves[i]![0];

  const twins = at.slice(1).map((next, k): Finding => {
    const value = shareOfTwins(leaves[at[k]!]![1] as Linear, leaves[next]![1] as Linear);
    return { kind: 'symmetry', where: where(at[k]!), value };
  });
  const dead = leaves.flatMap(([path, layer], i): Finding[] =>
    layer instanceof ReLU ? [{ kind: 'dead', where: path, value: shareOfDead(outputs[i]!) }] : [],
  );
  const ratios = at.map((i): Finding => {
    return { kind: 'drift', where: where(i), value: spread(outputs[i]!) / spread(x) };
  });
  const outside = ratios.find(({ value }) => !(value >= 0.1 && value <= 10));

  const trained = Array.from(net.namedParameters()).filter(([, p]) => p.requiresGrad);
  const slopes = gradients(
    net.forward(x).sum(),
    trained.map(([, p]) => p),
  );
  const still = trained.filter((_, i) => slopes[i]!.abs().sum().item() === 0);
  return [
    ...twins.filter(({ value }) => value > 0),
    ...dead.filter(({ value }) => value >= 0.5),
    ...(outside ? [outside] : []),
    ...still.map(([path]): Finding => ({ kind: 'zero gradient', where: path, value: 0 })),
  ];
};
