import type { Module, Tensor } from '#lib';

export type Rule = readonly [RegExp, (p: Tensor) => void];

export function initPlan(root: Module, rules: readonly Rule[]): void {
  const named = [...root.namedParameters()];
  const steps = rules.map(([pattern, rule]) => {
    const chosen = named.filter(([name]) => pattern.test(name));
    if (chosen.length === 0) throw new Error(`no parameter matches ${pattern}`);
    return () => chosen.forEach(([, p]) => void rule(p));
  });
  for (const step of steps) step();
}
