import type { Module, Parameter, Tensor } from '#lib';

export interface Report {
  /** Target names that were written, in the order of the plan, each box once. */
  moved: string[];
  /** Target names that were left alone because they are frozen. */
  skipped: string[];
}

/**
 * Copies numbers from parameters of `src` into parameters of `dst`, by pairs of names [from, to], in place. Frozen targets
 * are skipped. Throws an Error, changing nothing, for an unknown name, another shape, or two sources for one box.
 */
export function transplant(src: Module, dst: Module, rename: readonly (readonly [string, string])[]): Report {
  const report: Report = { moved: [], skipped: [] };
  const sources = new Map<Parameter, { source: Parameter; copy: Tensor }>();
  for (const [from, to] of rename) {
    const [source, target] = [src.getParameter(from), dst.getParameter(to)];
    if (source.shape.join() !== target.shape.join())
      throw new Error(`${to}: (${target.shape}) cannot take (${source.shape}) of ${from}`);
    const known = sources.get(target);
    if (known !== undefined && known.source !== source)
      throw new Error(`${to}: a second source for one parameter`);
    if (known !== undefined) continue;
    const list = target.requiresGrad ? 'moved' : 'skipped';
    report[list] = [...report[list], to];
    sources.set(target, { source, copy: source.detach().clone() });
  }
  sources.forEach(({ copy }, target) => {
    if (!target.requiresGrad) return;
    const { data, offset } = target.array;
    copy.array.values().forEach((v, i) => {
      data[offset + i] = v;
    });
  });
  return report;
}
