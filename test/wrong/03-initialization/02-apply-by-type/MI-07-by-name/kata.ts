import type { Linear, Module, Tensor } from '#lib';

export function apply<M extends Module>(root: M, fn: (module: Module) => void): M {
  const seen = new Set<Module>();
  const visit = (module: Module): void => {
    if (seen.has(module)) return;
    seen.add(module);
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
    if (!module.typeName.includes('Linear')) return;
    const linear = module as Linear;
    weightFn(linear.weight);
    if (linear.bias) biasFn(linear.bias);
  };
}
