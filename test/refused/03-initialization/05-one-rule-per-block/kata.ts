import { type Module, type Tensor, walkSlots } from '#lib';

export type Rule = readonly [RegExp, (p: Tensor) => void];

export function initPlan(root: Module, rules: readonly Rule[]): void {
  const slots = [...walkSlots(root, 'parameters')];
  const chosen = rules.map(([pattern, rule]) => {
    const found = slots.filter(({ path }) => path.search(pattern) !== -1);
    if (found.length === 0) throw new Error(`${pattern} names nothing`);
    return { rule, found };
  });
  for (const { rule, found } of chosen) for (const { value } of found) rule(value);
}
