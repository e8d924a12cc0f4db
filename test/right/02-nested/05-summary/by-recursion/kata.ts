import type { Module, Parameter } from '#lib';

export interface Summary {
  /** One per direct child, in order: its name, its class, and how many numbers it and all below it hold. */
  rows: { name: string; type: string; count: number }[];
  /** Numbers in all parameters, and in those that require gradients; a shared parameter counts once. */
  total: number;
  trainable: number;
}

function collect(module: Module, into: Map<Parameter, number>): Map<Parameter, number> {
  for (const [, p] of module.parameterSlots()) if (p !== null) into.set(p, p.size);
  for (const child of module.children()) collect(child, into);
  return into;
}
const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
};

export const summary = (root: Module): Summary => {
  const all = collect(root, new Map());
  const rows: Summary['rows'] = [];
  for (const [name, child] of root.namedChildren()) {
    rows.push({ name, type: child.constructor.name, count: sum(collect(child, new Map()).values()) });
  }
  const frozen = [...all].filter(([p]) => !p.requiresGrad).map(([, n]) => n);
  return { rows, total: sum(all.values()), trainable: sum(all.values()) - sum(frozen) };
};
