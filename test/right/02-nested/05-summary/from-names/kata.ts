import type { Module } from '#lib';

export interface Summary {
  /** One per direct child, in order: its name, its class, and how many numbers it and all below it hold. */
  rows: { name: string; type: string; count: number }[];
  /** Numbers in all parameters, and in those that require gradients; a shared parameter counts once. */
  total: number;
  trainable: number;
}

export function summary(root: Module): Summary {
  const rows = Array.from(root.namedChildren(), ([name, child]) => {
    let count = 0;
    for (const [, { shape }] of child.namedParameters())
      count += shape.reduce((product, n) => product * n, 1);
    return { name, type: child.typeName, count };
  });
  let [total, trainable] = [0, 0];
  for (const [, p] of root.namedParameters()) {
    total += p.size;
    if (p.requiresGrad) trainable += p.size;
  }
  return { rows, total, trainable };
}
