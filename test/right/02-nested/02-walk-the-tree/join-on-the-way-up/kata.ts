import { Module, Parameter } from '#lib';

const isLost = (value: unknown): boolean =>
  Array.isArray(value) && value.some((item) => item instanceof Module || item instanceof Parameter);

/** Paths grow from the leaf upwards; the first to reach a parameter keeps it. */
function collect(module: Module, above: readonly Module[], here: string): [string, Parameter][] {
  if (above.includes(module)) return [];
  const lost = Object.keys(module).find((key) => isLost(Reflect.get(module, key)));
  if (lost !== undefined) throw new Error(`${here}${lost}: layers in a plain array.`);
  const own = module.parameterSlots().filter((slot): slot is [string, Parameter] => slot[1] !== null);
  const below = module
    .childSlots()
    .flatMap(([name, child]) =>
      child === null
        ? []
        : collect(child, [...above, module], `${here}${name}.`).map(
            ([path, parameter]): [string, Parameter] => [`${name}.${path}`, parameter],
          ),
    );
  return [...own, ...below];
}

export function namedParameters(root: Module): [string, Parameter][] {
  const list = collect(root, [], '');
  return list.filter(([, parameter], i) => list.findIndex(([, other]) => other === parameter) === i);
}
