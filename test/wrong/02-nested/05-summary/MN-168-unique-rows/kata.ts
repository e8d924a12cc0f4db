import type { Module, Parameter } from '#lib';

export interface Summary {
  rows: { name: string; type: string; count: number }[];
  total: number;
  trainable: number;
}

const sizeOf = (parameters: Iterable<Parameter>): number =>
  [...new Set(parameters)].reduce((sum, { size }) => sum + size, 0);

export function summary(root: Module): Summary {
  const all = [...root.parameters()];
  const counted = new Set<Parameter>();
  const fresh = (child: Module) => [...child.parameters()].filter((p) => !counted.has(p) && counted.add(p));
  return {
    rows: [...root.namedChildren()].map(([name, child]) => ({
      name,
      type: child.typeName,
      count: sizeOf(fresh(child)),
    })),
    total: sizeOf(all),
    trainable: sizeOf(all.filter(({ requiresGrad }) => requiresGrad)),
  };
}
