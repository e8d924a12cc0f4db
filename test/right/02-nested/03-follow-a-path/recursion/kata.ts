import type { Module, Parameter } from '#lib';

/** One step, then the rest of the way from there. */
function follow(at: Module, done: readonly unknown[], todo: readonly (string | number)[]): Parameter {
  const [step, ...rest] = todo;
  const slots: [string, Module | Parameter | null][] =
    rest.length > 0 ? at.childSlots() : at.parameterSlots();
  const index = typeof step === 'number' ? step : slots.findIndex(([name]) => name === step);
  const found = slots[index]?.[1];
  if (!found) throw new RangeError(`there is no '${step}' below '${done.join('.')}'`);
  return rest.length > 0 ? follow(found as Module, [...done, step], rest) : (found as Parameter);
}

export const getByPath = (root: Module, path: string | readonly number[]): Parameter =>
  follow(root, [], typeof path === 'string' ? path.split('.') : path);
