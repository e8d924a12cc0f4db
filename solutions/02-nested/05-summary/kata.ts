import type { Module, Parameter } from '#lib';

export interface Summary {
  /** One per direct child, in order: its name, its class, and how many numbers it and all below it hold. */
  rows: { name: string; type: string; count: number }[];
  /** Numbers in all parameters, and in those that require gradients; a shared parameter counts once. */
  total: number;
  trainable: number;
}

const sizeOf = (parameters: Iterable<Parameter>): number =>
  [...new Set(parameters)].reduce((sum, { size }) => sum + size, 0);

/** The table of a net: what each child holds, and what all hold together. */
export function summary(root: Module): Summary {
  const all = [...root.parameters()];
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
