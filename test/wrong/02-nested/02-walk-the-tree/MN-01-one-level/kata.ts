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
  const add = (module: Module, prefix: string): void => {
    refuseLists(module, prefix);
    for (const [name, parameter] of module.parameterSlots()) {
      if (parameter !== null && !paths.has(parameter)) paths.set(parameter, join(prefix, name));
    }
  };
  add(root, '');
  for (const [name, child] of root.childSlots()) if (child !== null) add(child, name);
  return Array.from(paths, ([parameter, path]) => [path, parameter]);
}
