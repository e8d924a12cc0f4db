import { Linear, type Module, type Tensor } from '#lib';

export function apply<M extends Module>(root: M, fn: (module: Module) => void): M {
  const met = new Set<Module>();
  for (const [, child] of root.childSlots()) if (child !== null) met.add(child);
  met.add(root);
  met.forEach(fn);
  return root;
}

export const initLinear =
  (weightFn: (p: Tensor) => void, biasFn: (p: Tensor) => void) =>
  (module: Module): void => {
    if (module instanceof Linear) {
      weightFn(module.weight);
      if (module.bias) biasFn(module.bias);
    }
  };
