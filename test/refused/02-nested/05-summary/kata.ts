import { countParameters, type Module } from '#lib';

export interface Summary {
  rows: { name: string; type: string; count: number }[];
  total: number;
  trainable: number;
}

export const summary = (root: Module): Summary => ({
  rows: [...root.namedChildren()].map(([name, child]) => ({
    name,
    type: child.typeName,
    count: countParameters(child),
  })),
  total: countParameters(root),
  trainable: [...root.parameters()].reduce((sum, p) => sum + (p.requiresGrad ? p.size : 0), 0),
});
