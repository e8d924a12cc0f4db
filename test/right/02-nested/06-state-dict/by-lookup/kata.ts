import { type Module, type NumArray, noGrad, Tensor } from '#lib';

export const stateDict = (root: Module): Map<string, NumArray> =>
  new Map(Array.from(root.namedParameters(), ([name, p]) => [name, new Tensor(p.array).clone().array]));

const difference = (a: Iterable<string>, b: ReadonlySet<string>): string[] => [...a].filter((x) => !b.has(x));

export const loadState = (root: Module, state: ReadonlyMap<string, NumArray>, { strict = true } = {}) => {
  const names = [...root.namedParameters()].map(([name]) => name);
  const missing = difference(names, new Set(state.keys()));
  const unexpected = difference(state.keys(), new Set(names));
  if (strict && missing.concat(unexpected).length > 0)
    throw new Error(`keys differ: ${missing.concat(unexpected)}`);
  const shared = names
    .filter((name) => state.has(name))
    .map((name) => [name, root.getParameter(name), state.get(name)!] as const);
  for (const [name, p, { shape }] of shared) {
    const fits = shape.length === p.shape.length && shape.every((n, axis) => n === p.shape[axis]);
    if (!fits) throw new Error(`shape of ${name}`);
  }
  noGrad(() => shared.forEach(([, p, values]) => void p.copy_(new Tensor(values))));
  return { missing, unexpected };
};
