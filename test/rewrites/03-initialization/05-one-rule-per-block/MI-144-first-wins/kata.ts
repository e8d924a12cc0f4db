import type { Module, Parameter, Tensor } from '#lib';

export type Rule = readonly [RegExp, (p: Tensor) => void];

/** Gives each parameter the first rule that matches it, and goes on to the next parameter. */
export function initPlan(root: Module, rules: readonly Rule[]): void {
  const todo: [Parameter, Rule][] = [];
  const used = new Set<Rule>();
  for (const [name, p] of root.namedParameters()) {
    const matching = rules.filter(([pattern]) => name.match(new RegExp(pattern.source)) !== null);
    for (const rule of matching) used.add(rule);
    if (matching[0]) todo.push([p, matching[0]]);
  }
  for (const rule of rules) if (!used.has(rule)) throw new Error(`nothing is called ${rule[0].source}`);
  for (const [p, [, fill]] of todo) fill(p);
}
