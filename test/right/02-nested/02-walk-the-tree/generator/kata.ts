import { Module, Parameter } from '#lib';

type Entry = [string, Parameter];

/** Own before children; a module is entered once. Repeats of a parameter are still there. */
function* all(module: Module, path: readonly string[], entered: Set<Module>): Generator<Entry> {
  if (entered.has(module)) return;
  entered.add(module);
  const lost = Object.entries(module).find(
    ([, value]) =>
      Array.isArray(value) && value.some((each) => each instanceof Module || each instanceof Parameter),
  );
  if (lost) throw new TypeError(`the modules in ${[...path, lost[0]].join('.')} are not registered`);
  for (const [name, parameter] of module.parameterSlots()) {
    if (parameter) yield [[...path, name].join('.'), parameter];
  }
  for (const [name, child] of module.childSlots()) if (child) yield* all(child, [...path, name], entered);
}

export function namedParameters(root: Module): Entry[] {
  const seen = new Set<Parameter>();
  return [...all(root, [], new Set())].filter(([, parameter]) => {
    const isNew = !seen.has(parameter);
    seen.add(parameter);
    return isNew;
  });
}
