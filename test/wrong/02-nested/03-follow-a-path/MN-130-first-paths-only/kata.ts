import type { Module, Parameter } from '#lib';

type Step = string | number;

function take<T>(slots: readonly [string, T | null][], step: Step | undefined): T | null {
  const slot = typeof step === 'number' ? slots[step] : slots.find(([name]) => name === step);
  return slot?.[1] ?? null;
}

function missing(steps: readonly Step[], i: number): never {
  throw new Error(`no '${steps[i] ?? ''}' in '${steps.slice(0, i).join('.')}'.`);
}

function list(module: Module, prefix: string, paths: Map<Parameter, string>): Map<Parameter, string> {
  for (const [name, parameter] of module.parameterSlots()) {
    if (parameter !== null && !paths.has(parameter)) paths.set(parameter, prefix + name);
  }
  for (const [name, child] of module.childSlots())
    if (child !== null) list(child, `${prefix}${name}.`, paths);
  return paths;
}

function firstMissing(root: Module, steps: readonly Step[]): never {
  let module: Module | null = root;
  for (let i = 0; i < steps.length - 1; i++) {
    module = take(module.childSlots(), steps[i]);
    if (module === null) return missing(steps, i);
  }
  return missing(steps, steps.length - 1);
}

export function getByPath(root: Module, path: string | readonly number[]): Parameter {
  if (typeof path === 'string') {
    for (const [parameter, known] of list(root, '', new Map())) if (known === path) return parameter;
    return firstMissing(root, path.split('.'));
  }
  let module = root;
  path.slice(0, -1).forEach((step, i) => {
    module = take(module.childSlots(), step) ?? missing(path, i);
  });
  return take(module.parameterSlots(), path.at(-1)) ?? missing(path, path.length - 1);
}
