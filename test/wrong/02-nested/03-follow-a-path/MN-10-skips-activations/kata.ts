import type { Module, Parameter } from '#lib';

type Step = string | number;

const holdsSome = (module: Module | null): boolean =>
  module !== null &&
  (module.parameterSlots().length > 0 || module.childSlots().some(([, child]) => holdsSome(child)));

function take<T>(slots: readonly [string, T | null][], step: Step | undefined): T | null {
  const slot = typeof step === 'number' ? slots[step] : slots.find(([name]) => name === step);
  return slot?.[1] ?? null;
}

function missing(steps: readonly Step[], i: number): never {
  throw new Error(`no '${steps[i] ?? ''}' in '${steps.slice(0, i).join('.')}'.`);
}

const childrenFor = (module: Module, step: Step | undefined): [string, Module | null][] =>
  module.childSlots().filter(([, child]) => typeof step === 'string' || holdsSome(child));

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const steps: readonly Step[] = typeof path === 'string' ? path.split('.') : path;
  const last = steps.length - 1;
  let module = root;
  for (let i = 0; i < last; i++) module = take(childrenFor(module, steps[i]), steps[i]) ?? missing(steps, i);
  return take(module.parameterSlots(), steps[last]) ?? missing(steps, last);
}
