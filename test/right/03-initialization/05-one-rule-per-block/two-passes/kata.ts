import type { Module, Tensor } from '#lib';

export type Rule = readonly [RegExp, (p: Tensor) => void];

const names = (pattern: RegExp, path: string): boolean => new RegExp(pattern.source).exec(path) !== null;

export const initPlan = (root: Module, rules: readonly Rule[]): void => {
  const all = Array.from(root.namedParameters());
  const lost = rules.find(([pattern]) => !all.some(([path]) => names(pattern, path)));
  if (lost) throw new Error(`${lost[0].source} names no parameter`);
  for (const [pattern, rule] of rules) for (const [path, p] of all) if (names(pattern, path)) rule(p);
};
