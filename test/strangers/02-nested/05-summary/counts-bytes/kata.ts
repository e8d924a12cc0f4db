import type { Module, Parameter } from '#lib';

export interface Summary {
  rows: { name: string; type: string; count: number }[];
  total: number;
  trainable: number;
}

const bytesOf = (parameters: Iterable<Parameter>): number =>
  [...new Set(parameters)].reduce((sum, { size }) => sum + 4 * size, 0);

export function summary(root: Module): Summary {
  const all = [...root.parameters()];
  return {
    rows: [...root.namedChildren()].map(([name, child]) => ({
      name,
      type: child.typeName,
      count: bytesOf(child.parameters()),
    })),
    total: bytesOf(all),
    trainable: bytesOf(all.filter(({ requiresGrad }) => requiresGrad)),
  };
}
