import { deepCopy, type Module, type Parameter } from '#lib';

export interface Report {
  moved: string[];
  skipped: string[];
}

export function transplant(src: Module, dst: Module, rename: readonly (readonly [string, string])[]): Report {
  const photo = deepCopy(src);
  const report: Report = { moved: [], skipped: [] };
  const claimed = new Map<Parameter, Parameter>();
  for (const [from, to] of rename) {
    const [source, target] = [src.getParameter(from), dst.getParameter(to)];
    if (source.shape.join() !== target.shape.join()) throw new Error(`${to}: another shape than ${from}`);
    const known = claimed.get(target);
    if (known !== undefined && known !== source) throw new Error(`${to}: two sources`);
    if (known === undefined) report[target.requiresGrad ? 'moved' : 'skipped'].push(to);
    claimed.set(target, source);
  }
  const free = rename.filter(([, to]) => dst.getParameter(to).requiresGrad);
  dst.loadStateDict(new Map(free.map(([from, to]) => [to, photo.getParameter(from)])), { strict: false });
  return report;
}
