import { Linear, type Module, type Tensor } from '#lib';

export function apply<M extends Module>(root: M, fn: (module: Module) => void): M {
  const stack: [Module, Module[]][] = [[root, [...root.children()]]];
  const known = new Set<Module>([root]);
  while (stack.length > 0) {
    const [module, waiting] = stack[stack.length - 1]!;
    const child = waiting.shift();
    if (child === undefined) {
      fn(module);
      stack.pop();
    } else if (!known.has(child)) {
      known.add(child);
      stack.push([child, [...child.children()]]);
    }
  }
  return root;
}

export function initLinear(weightFn: (p: Tensor) => void, biasFn: (p: Tensor) => void) {
  const both = ({ weight, bias }: Linear) => {
    weightFn(weight);
    if (bias) biasFn(bias);
  };
  return (module: Module): void => {
    if (module instanceof Linear) both(module);
  };
}
