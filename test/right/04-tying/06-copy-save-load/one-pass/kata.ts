import { Linear, type Module, type NumArray, Parameter, Sequential, Tensor } from '#lib';

/** Each value once, under its first name, and for every other name the first one. */
export interface TiedState {
  values: Map<string, NumArray>;
  ties: Map<string, string>;
}

/** Gives every object its one copy, made at the first asking. */
function remembering<T extends object>(make: (original: T) => T): (original: T) => T {
  const copies = new Map<T, T>();
  return (original) => {
    if (!copies.has(original)) copies.set(original, make(original));
    return copies.get(original)!;
  };
}

/** A net of its own with the same numbers and the same ties. Takes Sequential, Linear and layers without parameters. */
export function cloneModule(root: Module): Module {
  const box = remembering((p: Parameter) => new Parameter(p.detach().clone()));
  const copy = remembering((module: Module): Module => {
    if (module instanceof Linear) {
      const made = new Linear(module.inFeatures, module.outFeatures, { bias: module.bias !== null });
      made.weight = box(module.weight);
      if (module.bias !== null) made.bias = box(module.bias);
      return made;
    }
    const made: Module =
      module instanceof Sequential ? new Sequential() : new (module.constructor as new () => Module)();
    for (const [name, child] of module.childSlots()) if (child !== null) made.addModule(name, copy(child));
    return made;
  });
  return copy(root);
}

/** A photo of the net: what is shared is stored once. */
export function saveTied(root: Module): TiedState {
  const state: TiedState = { values: new Map(), ties: new Map() };
  const met: [Parameter, string][] = [];
  for (const [name, p] of root.namedParameters({ removeDuplicate: false })) {
    const before = met.find(([other]) => other === p);
    if (before) state.ties.set(name, before[1]);
    else {
      met.push([p, name]);
      state.values.set(name, new Tensor(p.array).clone().array);
    }
  }
  return state;
}

/**
 * Copies a photo into a net, in place. Throws an Error, changing nothing, when a name of the net has no value, or two
 * names of one parameter have different ones.
 */
export function loadTied(root: Module, { values, ties }: TiedState): void {
  const all = [...root.namedParameters({ removeDuplicate: false })].map(([name, p]) => ({
    name,
    p,
    array: values.get(ties.get(name) ?? name),
  }));
  for (const { name, p, array } of all) {
    if (!array) throw new RangeError(`${name} is not in the state`);
    const rival = all.find(
      (other) =>
        other.p === p && other.array && !other.array.values().every((v, i) => v === array.values()[i]),
    );
    if (rival) throw new RangeError(`${name} and ${rival.name} share one box but not one value`);
  }
  for (const { p, array } of all) p.detach().copy_(new Tensor(array!));
}
