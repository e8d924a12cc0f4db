import type { Module, Parameter } from '#lib';

type Step = string | number;

function take<T>(slots: readonly [string, T | null][], step: Step | undefined): T | null {
  const slot = typeof step === 'number' ? slots[step] : slots.find(([name]) => name === step);
  return slot?.[1] ?? null;
}

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const steps: readonly Step[] = typeof path === 'string' ? path.split('.') : path;
  let module: Module | null | undefined = root;
  for (const step of steps.slice(0, -1)) module = take(module?.childSlots() ?? [], step);
  return take(module?.parameterSlots() ?? [], steps.at(-1)) as Parameter;
}
