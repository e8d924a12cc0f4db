import type { Module, Tensor } from '#lib';

/** Parameters whose dotted name the pattern matches follow the rule. */
export type Rule = readonly [RegExp, (p: Tensor) => void];

/**
 * Runs each rule on the parameters it names, in order, so that a later rule wins. Throws an Error naming the pattern
 * when a rule names nothing; then no rule has run.
 */
export function initPlan(root: Module, rules: readonly Rule[]): void {
  const named = [...root.namedParameters()];
  const steps = rules.map(([pattern, rule]) => {
    const chosen = named.filter(([name]) => name.search(pattern) !== -1);
    if (chosen.length === 0) throw new Error(`no parameter matches ${pattern}`);
    return () => chosen.forEach(([, p]) => void rule(p));
  });
  for (const step of steps) step();
}
