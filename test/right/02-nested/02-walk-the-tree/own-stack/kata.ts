import { Module, Parameter } from '#lib';

const held = (value: unknown): boolean => value instanceof Module || value instanceof Parameter;

/** A loop with a stack of its own: children go on it backwards, so that the first comes off first. */
export function namedParameters(root: Module): [string, Parameter][] {
  const list: [string, Parameter][] = [];
  const met = new Set<Module | Parameter>();
  const stack: [string, Module][] = [['', root]];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [prefix, module] = top;
    if (met.has(module)) continue;
    met.add(module);
    for (const key of Object.keys(module)) {
      const value: unknown = Reflect.get(module, key);
      if (Array.isArray(value) && value.some(held)) throw new Error(`${prefix}${key}: use addModule.`);
    }
    for (const [name, parameter] of module.parameterSlots()) {
      if (parameter === null || met.has(parameter)) continue;
      met.add(parameter);
      list.push([prefix + name, parameter]);
    }
    for (const [name, child] of module.childSlots().reverse()) {
      if (child !== null) stack.push([`${prefix}${name}.`, child]);
    }
  }
  return list;
}
