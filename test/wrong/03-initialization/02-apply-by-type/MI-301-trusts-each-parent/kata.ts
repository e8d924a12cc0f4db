import { Linear, type Module, type Tensor } from '#lib';

export function apply<M extends Module>(root: M, fn: (module: Module) => void): M {
  const visit = (module: Module): void => {
    for (const child of module.children()) visit(child);
    fn(module);
  };
  visit(root);
  return root;
}

export function initLinear(
  weightFn: (p: Tensor) => void,
  biasFn: (p: Tensor) => void,
): (module: Module) => void {
  return (module) => {
    if (!(module instanceof Linear)) return;
    weightFn(module.weight);
    if (module.bias !== null) biasFn(module.bias);
  };
}
