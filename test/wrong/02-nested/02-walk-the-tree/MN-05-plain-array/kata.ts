import type { Module, Parameter } from '#lib';

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`);

export function namedParameters(root: Module): [string, Parameter][] {
  const paths = new Map<Parameter, string>();
  const entered = new Set<Module>();
  const visit = (module: Module | null, prefix: string): void => {
    if (module === null || entered.has(module)) return;
    entered.add(module);
    for (const [name, parameter] of module.parameterSlots()) {
      if (parameter !== null && !paths.has(parameter)) paths.set(parameter, join(prefix, name));
    }
    for (const [name, child] of module.childSlots()) visit(child, join(prefix, name));
  };
  visit(root, '');
  return Array.from(paths, ([parameter, path]) => [path, parameter]);
}
