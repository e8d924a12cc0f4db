import { Module, Parameter } from '#lib';

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`);

function refuseLists(module: Module, prefix: string): void {
  for (const [name, value] of Object.entries(module)) {
    if (Array.isArray(value) && value.some((item) => item instanceof Module || item instanceof Parameter))
      throw new Error(`${join(prefix, name)} is a plain array of modules.`);
  }
}

export function namedParameters(root: Module): [string, Parameter][] {
  const paths = new Map<Parameter, string>();
  const entered = new Set<Module>();
  const visit = (module: Module | null, prefix: string): void => {
    if (module === null || entered.has(module)) return;
    entered.add(module);
    refuseLists(module, prefix);
    for (const [name, parameter] of module.parameterSlots()) {
      if (parameter !== null && !paths.has(parameter)) paths.set(parameter, name);
    }
    for (const [name, child] of module.childSlots()) visit(child, join(prefix, name));
  };
  visit(root, '');
  return Array.from(paths, ([parameter, path]) => [path, parameter]);
}
