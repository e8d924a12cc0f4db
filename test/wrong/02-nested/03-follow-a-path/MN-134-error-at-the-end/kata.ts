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
  const last = steps.length - 1;
  let module: Module | null = root;
  for (const step of steps.slice(0, -1)) module = module && take(module.childSlots(), step);
  return (module && take(module.parameterSlots(), steps[last])) ?? missing(steps, last);
}
