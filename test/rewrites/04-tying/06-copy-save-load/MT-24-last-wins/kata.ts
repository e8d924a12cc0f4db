import { Linear, type Module, type NumArray, Parameter, Sequential, Tensor } from '#lib';

export interface TiedState {
  values: Map<string, NumArray>;
  ties: Map<string, string>;
}

export function cloneModule(root: Module): Module {
  const modules = new Map<Module, Module>();
  const boxes = new Map<Parameter, Parameter>();
  const box = (p: Parameter): Parameter => {
    const known = boxes.get(p) ?? new Parameter(p.detach().clone());
    boxes.set(p, known);
    return known;
  };
  const copy = (module: Module): Module => {
    const known = modules.get(module);
    if (known !== undefined) return known;
    let made: Module;
    if (module instanceof Linear) {
      const linear = new Linear(module.inFeatures, module.outFeatures, { bias: module.bias !== null });
      linear.weight = box(module.weight);
      if (module.bias !== null) linear.bias = box(module.bias);
      made = linear;
    } else if (module instanceof Sequential) {
      made = new Sequential();
      for (const [name, child] of module.childSlots())
        made.addModule(name, child === null ? null : copy(child));
    } else made = new (module.constructor as new () => Module)();
    modules.set(module, made);
    return made;
  };
  return copy(root);
}

export function saveTied(root: Module): TiedState {
  const first = new Map<Parameter, string>();
  const values = new Map<string, NumArray>();
  const ties = new Map<string, string>();
  for (const [name, p] of root.namedParameters({ removeDuplicate: false })) {
    const known = first.get(p);
    if (known !== undefined) ties.set(name, known);
    else {
      first.set(p, name);
      values.set(name, p.detach().clone().array);
    }
  }
  return { values, ties };
}

export function loadTied(root: Module, { values, ties }: TiedState): void {
  const all = [...root.namedParameters({ removeDuplicate: false })];
  const arrayOf = (name: string): NumArray | undefined => values.get(ties.get(name) ?? name);
  const lost = all.map(([name]) => name).filter((name) => arrayOf(name) === undefined);
  if (lost.length > 0) throw new Error(`no values: ${lost.join(', ')}`);
  for (const [name, p] of all) p.data.copy_(new Tensor(arrayOf(name)!));
}
