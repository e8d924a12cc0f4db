import { Linear, type Module, type Tensor } from '#lib';

export function apply<M extends Module>(root: M, fn: (module: Module) => void): M {
  const seen = new Set<Module>();
  const visit = (module: Module): void => {
    if (seen.has(module)) return;
    seen.add(module);
    fn(module);
    for (const child of module.children()) visit(child);
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
