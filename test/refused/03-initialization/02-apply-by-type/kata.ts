import { Linear, type Module, type Tensor } from '#lib';

export const apply = <M extends Module>(root: M, fn: (module: Module) => void): M => {
  const seen = new Set<Module>();
  return root.apply((module) => {
    if (!seen.has(module)) fn(module);
    seen.add(module);
  });
};

export const initLinear =
  (weightFn: (p: Tensor) => void, biasFn: (p: Tensor) => void) =>
  (module: Module): void => {
    if (!(module instanceof Linear)) return;
    weightFn(module.weight);
    if (module.bias !== null) biasFn(module.bias);
  };
