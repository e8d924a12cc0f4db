import type { Module, Parameter } from '#lib';

type Entry = { names: string[]; positions: number[]; value: Module | Parameter | null };

/** Every place of the tree with both of its addresses. */
function places(module: Module): Entry[] {
  return [
    ...module.parameterSlots().map(([name, value], i) => ({ names: [name], positions: [i], value })),
    ...module.childSlots().flatMap(([name, child], i) =>
      (child === null ? [] : places(child)).map(({ names, positions, value }) => ({
        names: [name, ...names],
        positions: [i, ...positions],
        value,
      })),
    ),
  ];
}

function explain(root: Module, steps: readonly (string | number)[]): Error {
  let at: Module | null | undefined = root;
  let i = 0;
  while (i < steps.length - 1) {
    const step: string | number = steps[i]!;
    const children: [string, Module | null][] = at.childSlots();
    at = typeof step === 'number' ? children[step]?.[1] : new Map(children).get(step);
    if (!at) break;
    i++;
  }
  return new Error(`the path breaks at '${steps[i]}', after '${steps.slice(0, i).join('.')}'`);
}

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const isNames = typeof path === 'string';
  const steps = isNames ? path.split('.') : path;
  const same = (address: readonly (string | number)[]): boolean =>
    address.length === steps.length && address.every((step, i) => step === steps[i]);
  const found = places(root).find(({ names, positions }) => same(isNames ? names : positions));
  if (!found?.value) throw explain(root, steps);
  return found.value as Parameter;
}
