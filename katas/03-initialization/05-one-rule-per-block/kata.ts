import type { Module, Tensor } from '#lib';

/** Parameters whose dotted name the pattern matches follow the rule. */
export type Rule = readonly [RegExp, (p: Tensor) => void];

/**
 * Runs each rule on the parameters it names, in order, so that a later rule wins. Throws an Error naming the pattern
 * when a rule names nothing; then no rule has run.
 */
export function initPlan(root: Module, rules: readonly Rule[]): void {
  throw new Error('Not started: 03-initialization/05-one-rule-per-block');
}
