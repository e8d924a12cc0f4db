import type { Module, Parameter } from '#lib';

export interface Summary {
  rows: { name: string; type: string; count: number }[];
  total: number;
  trainable: number;
}

const sizeOf = (parameters: Iterable<Parameter>): number =>
  [...parameters].reduce((sum, { size }) => sum + size, 0);

export function summary(root: Module): Summary {
  const all = [...root.modules()].flatMap((m) =>
    m.parameterSlots().flatMap(([, p]) => (p === null ? [] : [p])),
  );
  return {
    rows: [...root.namedChildren()].map(([name, child]) => ({
      name,
      type: child.typeName,
      count: sizeOf(child.parameters()),
    })),
    total: sizeOf(all),
    trainable: sizeOf(all.filter(({ requiresGrad }) => requiresGrad)),
  };
}
