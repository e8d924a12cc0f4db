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
  const visit = (object: object, prefix: string): void => {
    if (object instanceof Module) refuseLists(object, prefix);
    const fields = Object.entries(object);
    for (const [name, value] of fields) {
      if (value instanceof Parameter && !paths.has(value)) paths.set(value, join(prefix, name));
    }
    for (const [name, value] of fields) {
      if (typeof value === 'object' && value !== null && !(value instanceof Parameter))
        visit(value, join(prefix, name));
    }
  };
  visit(root, '');
  return Array.from(paths, ([parameter, path]) => [path, parameter]);
}
