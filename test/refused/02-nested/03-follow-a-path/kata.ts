import type { Module, Parameter } from '#lib';

const quoted = (steps: readonly (string | number)[], i: number): Error =>
  new Error(`no '${steps[i]}' in '${steps.slice(0, i).join('.')}'`);

/** Spells a list of positions as names; the library goes the way. */
function spell(root: Module, positions: readonly number[]): string[] {
  let module = root;
  return positions.map((position, i) => {
    const last = i === positions.length - 1;
    const slot = (last ? module.parameterSlots() : module.childSlots())[position];
    if (slot?.[1] == null) throw quoted(positions, i);
    if (!last) module = slot[1] as Module;
    return slot[0];
  });
}

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  const steps = typeof path === 'string' ? path.split('.') : spell(root, path);
  for (let i = 0; i < steps.length - 1; i++) {
    try {
      root.getSubmodule(steps.slice(0, i + 1).join('.'));
    } catch {
      throw quoted(steps, i);
    }
  }
  try {
    return root.getParameter(steps.join('.'));
  } catch {
    throw quoted(steps, steps.length - 1);
  }
}
