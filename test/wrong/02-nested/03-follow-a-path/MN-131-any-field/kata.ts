import type { Module, Parameter } from '#lib';

type Step = string | number;

function take<T>(slots: readonly [string, T | null][], step: Step | undefined): T | null {
  const slot = typeof step === 'number' ? slots[step] : slots.find(([name]) => name === step);
  return slot?.[1] ?? null;
}

function missing(steps: readonly Step[], i: number): never {
  throw new Error(`no '${steps[i] ?? ''}' in '${steps.slice(0, i).join('.')}'.`);
}

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const steps: readonly Step[] = typeof path === 'string' ? path.split('.') : path;
  // biome-ignore lint/suspicious/noExplicitAny: whatever stands there.
  let at: any = root;
  steps.forEach((step, i) => {
    const isLast = i === steps.length - 1;
    if (typeof step === 'number') at = take(isLast ? at.parameterSlots() : at.childSlots(), step);
    else at = take<unknown>([...at.childSlots(), ...at.parameterSlots()], step) ?? at[step];
    if (at === undefined || at === null) missing(steps, i);
  });
  return at;
}
