import { Linear, type Module, type Tensor } from '#lib';

function below(module: Module, found: Set<Module>): Set<Module> {
  for (const [, child] of module.namedChildren()) if (!found.has(child)) below(child, found);
  return found.add(module);
}

export const apply = <M extends Module>(root: M, fn: (module: Module) => void): M => {
  below(root, new Set()).forEach((module) => {
    fn(module);
  });
  return root;
};

export const initLinear =
  (weightFn: (p: Tensor) => void, biasFn: (p: Tensor) => void) =>
  (module: Module): void => {
    if (module instanceof Linear) {
      weightFn(module.weight);
      if (module.bias) biasFn(module.bias);
    }
  };
