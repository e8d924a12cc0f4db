import { type Module, noGrad, type Parameter, tensor } from '#lib';

export interface Report {
  /** Target names that were written, in the order of the plan, each box once. */
  moved: string[];
  /** Target names that were left alone because they are frozen. */
  skipped: string[];
}

export function transplant(src: Module, dst: Module, rename: readonly (readonly [string, string])[]): Report {
  const [sources, targets] = [src, dst].map(
    (net) => new Map(net.namedParameters({ removeDuplicate: false })),
  );
  const plan: { to: string; source: Parameter; target: Parameter; values: number[] }[] = [];
  for (const [from, to] of rename) {
    const [source, target] = [sources!.get(from), targets!.get(to)];
    if (!source) throw new RangeError(`${from} is not in the source`);
    if (!target) throw new RangeError(`${to} is not in the target`);
    if (source.shape.length !== target.shape.length || source.shape.some((n, i) => n !== target.shape[i]))
      throw new RangeError(`${to} has another shape`);
    const twin = plan.find((step) => step.target === target);
    if (twin && twin.source !== source) throw new RangeError(`${to} and ${twin.to} are one parameter`);
    if (!twin) plan.push({ to, source, target, values: source.array.values() });
  }
  const [free, frozen] = [
    plan.filter(({ target }) => target.requiresGrad),
    plan.filter(({ target }) => !target.requiresGrad),
  ];
  for (const { target, values } of free) noGrad(() => target.copy_(tensor(values).reshape(...target.shape)));
  return { moved: free.map(({ to }) => to), skipped: frozen.map(({ to }) => to) };
}
