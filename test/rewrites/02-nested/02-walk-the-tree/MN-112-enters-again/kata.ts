import { Module, Parameter } from '#lib';

const isOurs = (value: unknown): boolean => value instanceof Module || value instanceof Parameter;

function* walk(module: Module, steps: readonly string[]): Generator<[string, Parameter]> {
  for (const [key, value] of Object.entries(module))
    if (Array.isArray(value) && value.some(isOurs)) throw new Error([...steps, key].join('.'));
  for (const [name, p] of module.parameterSlots()) if (p !== null) yield [[...steps, name].join('.'), p];
  for (const [name, child] of module.childSlots()) if (child !== null) yield* walk(child, [...steps, name]);
}

export function namedParameters(root: Module): [string, Parameter][] {
  const seen = new Set<Parameter>();
  const list: [string, Parameter][] = [];
  for (const [path, p] of walk(root, [])) {
    if (!seen.has(p)) list.push([path, p]);
    seen.add(p);
  }
  return list;
}
