import type { Module, Parameter } from '#lib';

type Step = string | number;

/** What stands at a step: a number is a position, a string a name. */
function take<T>(slots: readonly [string, T | null][], step: Step | undefined): T | null {
  const slot = typeof step === 'number' ? slots[step] : slots.find(([name]) => name === step);
  return slot?.[1] ?? null;
}

function missing(steps: readonly Step[], i: number): never {
  const found = steps.slice(0, i).join('.');
  throw new Error(
    `getByPath: expected '${steps[i]}' in '${found}', received nothing. Check the names there.`,
  );
}

/**
 * The parameter at the end of a path. A string is names joined by dots, such as `0.block 1.0.bias`; a list is
 * positions, such as `[0, 1, 0, 1]`: of children, and at last of the module's own parameters. Throws an Error that
 * says the first missing step and the path up to it, each in single quotes.
 */
export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const steps: readonly Step[] = typeof path === 'string' ? path.split('.') : path;
  const last = steps.length - 1;
  let module = root;
  for (let i = 0; i < last; i++) module = take(module.childSlots(), steps[i]) ?? missing(steps, i);
  return take(module.parameterSlots(), steps[last]) ?? missing(steps, last);
}
