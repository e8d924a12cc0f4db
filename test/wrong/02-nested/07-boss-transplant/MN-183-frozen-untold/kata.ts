import type { Module, Parameter, Tensor } from '#lib';

export interface Report {
  moved: string[];
  skipped: string[];
}

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
    if (target.requiresGrad) report.moved.push(to);
    sources.set(target, { source, copy: source.detach().clone() });
  }
  for (const [target, { copy }] of sources) if (target.requiresGrad) target.data.copy_(copy);
  return report;
}
