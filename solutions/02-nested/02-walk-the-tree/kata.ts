import { Module, Parameter } from '#lib';

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`);

const isStructure = (value: unknown): boolean => value instanceof Module || value instanceof Parameter;

/** Layers in a plain array would never be listed, trained or saved. */
function refuseLists(module: Module, prefix: string): void {
  for (const [name, value] of Object.entries(module)) {
    if (!Array.isArray(value) || !value.some(isStructure)) continue;
    throw new Error(`${join(prefix, name)}: expected registered modules, received an array. Use addModule.`);
  }
}

/**
 * Every parameter below `root` with its path: a module's own before those of its children, each parameter once,
 * under the first path that leads to it. Throws an Error that says the path of a field, such as `body.layers`, when
 * the field is a plain array with modules or parameters in it: no module knows that it holds them.
 */
export function namedParameters(root: Module): [string, Parameter][] {
  const paths = new Map<Parameter, string>();
  const entered = new Set<Module>();
  const visit = (module: Module | null, prefix: string): void => {
    if (module === null || entered.has(module)) return;
    entered.add(module);
    refuseLists(module, prefix);
    for (const [name, parameter] of module.parameterSlots())
      if (parameter !== null && !paths.has(parameter)) paths.set(parameter, join(prefix, name));
    for (const [name, child] of module.childSlots()) visit(child, join(prefix, name));
  };
  visit(root, '');
  return Array.from(paths, ([parameter, path]) => [path, parameter]);
}
