import { Linear, type Module, type NumArray, Parameter, Tensor } from '#lib';

/** Each value once, under its first name, and for every other name the first one. */
export interface TiedState {
  values: Map<string, NumArray>;
  ties: Map<string, string>;
}

export function cloneModule(root: Module, seen = new Map<object, object>()): Module {
  const known = seen.get(root) as Module | undefined;
  if (known !== undefined) return known;
  const Class = root.constructor as new (...sizes: number[]) => Module;
  const made = root instanceof Linear ? new Class(root.inFeatures, root.outFeatures) : new Class();
  seen.set(root, made);
  for (const [name, p] of root.parameterSlots()) {
    if (p === null) made.registerParameter(name, null);
    else {
      const box = (seen.get(p) as Parameter | undefined) ?? new Parameter(p.data.clone());
      seen.set(p, box);
      made.registerParameter(name, box);
    }
  }
  for (const [name, child] of root.childSlots()) made.addModule(name, cloneModule(child!, seen));
  return made;
}

/** A photo of the net: what is shared is stored once. */
export function saveTied(root: Module): TiedState {
  const first = new Map([...root.namedParameters()].map(([name, p]) => [p, name]));
  const values = new Map([...first].map(([p, name]) => [name, p.detach().clone().array]));
  const others = [...root.namedParameters({ removeDuplicate: false })].filter(
    ([name, p]) => first.get(p) !== name,
  );
  return { values, ties: new Map(others.map(([name, p]) => [name, first.get(p)!])) };
}

/**
 * Copies a photo into a net, in place. Throws an Error, changing nothing, when a name of the net has no value, or two
 * names of one parameter have different ones.
 */
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
