import { Module, Parameter } from '#lib';

/** A stack instead of calls; a path starts with the dot of its first step. */
export function namedParameters(root: Module): [string, Parameter][] {
  const found: [string, Parameter][] = [];
  const done = new Set<Module | Parameter>();
  const waiting: [string, Module][] = [['', root]];
  while (waiting.length > 0) {
    const [path, module] = waiting.pop()!;
    if (done.has(module)) continue;
    done.add(module);
    for (const key of Object.keys(module)) {
      const value: unknown = Reflect.get(module, key);
      if (!Array.isArray(value)) continue;
      if (value.some((each) => each instanceof Parameter || each instanceof Module))
        throw new TypeError(`register the list ${path}.${key}`);
    }
    for (const [name, p] of module.parameterSlots()) {
      if (p === null || done.has(p)) continue;
      done.add(p);
      found.push([`${path}.${name}`, p]);
    }
    const below = module
      .childSlots()
      .flatMap(([name, child]): [string, Module][] => (child === null ? [] : [[`${path}.${name}`, child]]));
    waiting.push(...below.reverse());
  }
  return found;
}
