import { Linear, type Module, type NumArray, Parameter, Sequential, Tensor } from '#lib';

export interface TiedState {
  values: Map<string, NumArray>;
  ties: Map<string, string>;
}

function remembering<T extends object>(make: (original: T) => T): (original: T) => T {
  const copies = new Map<T, T>();
  return (original) => {
    if (!copies.has(original)) copies.set(original, make(original));
    return copies.get(original)!;
  };
}

export function cloneModule(root: Module): Module {
  const box = remembering((p: Parameter) => new Parameter(p.detach().clone()));
  const copy = remembering((module: Module): Module => {
    if (module instanceof Linear) {
      const [inputs, outputs] = module.weight.shape;
      const made = new Linear(inputs!, outputs!, { bias: module.bias !== null });
      made.weight = box(module.weight);
      if (module.bias !== null) made.bias = box(module.bias);
      return made;
    }
    const made: Module =
      module instanceof Sequential ? new Sequential() : new (module.constructor as new () => Module)();
    for (const [name, child] of module.childSlots()) made.addModule(name, child && copy(child));
    return made;
  });
  return copy(root);
}

export function saveTied(root: Module): TiedState {
  const first = new Map([...root.namedParameters()].map(([name, p]) => [p, name]));
  const values = new Map([...first].map(([p, name]) => [name, p.detach().clone().array]));
  const others = [...root.namedParameters({ removeDuplicate: false })].filter(
    ([name, p]) => first.get(p) !== name,
  );
  return { values, ties: new Map(others.map(([name, p]) => [name, first.get(p)!])) };
}

export function loadTied(root: Module, { values, ties }: TiedState): void {
  const chosen = new Map<Parameter, { name: string; array: NumArray }>();
  for (const [name, p] of root.namedParameters({ removeDuplicate: false })) {
    const array = values.get(ties.get(name) ?? name);
    if (array === undefined) throw new Error(`no value for ${name}`);
    const known = chosen.get(p) ?? { name, array };
    if (known.array.values().join() !== array.values().join())
      throw new Error(`${known.name} and ${name} are one parameter with two values`);
    chosen.set(p, known);
  }
  for (const [p, { array }] of chosen) p.data.copy_(new Tensor(array));
}
