import type { Module, Parameter } from '#lib';

export interface Summary {
  rows: { name: string; type: string; count: number }[];
  total: number;
  trainable: number;
}

export function summary(root: Module): Summary {
  const rows: Summary['rows'] = [];
  for (const [name, child] of root.childSlots()) {
    if (child === null) continue;
    let count = 0;
    const own = new Set<Parameter>();
    for (const [, p] of child.namedParameters({ recurse: false })) own.add(p);
    for (const p of own) count += p.size;
    rows.push({ name, type: child.typeName, count });
  }
  let [total, trainable] = [0, 0];
  for (const p of new Set(root.parameters())) {
    total += p.size;
    if (p.requiresGrad) trainable += p.size;
  }
  return { rows, total, trainable };
}
