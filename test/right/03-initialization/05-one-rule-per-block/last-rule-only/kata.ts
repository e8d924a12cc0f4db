import type { Module, Tensor } from '#lib';

export type Rule = readonly [RegExp, (p: Tensor) => void];

export function initPlan(root: Module, rules: readonly Rule[]): void {
  const unused = new Set(rules);
  const work: [Tensor, Rule][] = [];
  for (const [name, p] of root.namedParameters()) {
    const matching = rules.filter(([pattern]) =>
      name.match(new RegExp(pattern.source, pattern.flags.replace('g', ''))),
    );
    for (const rule of matching) unused.delete(rule);
    const last = matching.at(-1);
    if (last) work.push([p, last]);
  }
  for (const [pattern] of unused) throw new RangeError(`unused rule: ${pattern.source}`);
  for (const [p, [, rule]] of work) rule(p);
}
