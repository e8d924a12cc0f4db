import type { Module, Parameter } from '#lib';

/** Turns positions into names as it goes, so that there is one way to look things up. */
export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const steps = typeof path === 'string' ? path.split('.') : [...path];
  const end = steps.pop();
  const walked: string[] = [];
  const nameOf = (step: string | number | undefined, names: Iterable<string>): string =>
    typeof step === 'number' ? ([...names][step] ?? String(step)) : (step ?? '');
  const fail = (step: string | number | undefined): never => {
    throw new Error(`getByPath: nothing at '${step}'; came as far as '${walked.join('.')}'.`);
  };
  let module = root;
  for (const step of steps) {
    const children = new Map(module.childSlots());
    const name = nameOf(step, children.keys());
    module = children.get(name) ?? fail(step);
    walked.push(name);
  }
  const own = new Map(module.parameterSlots());
  return own.get(nameOf(end, own.keys())) ?? fail(end);
}
