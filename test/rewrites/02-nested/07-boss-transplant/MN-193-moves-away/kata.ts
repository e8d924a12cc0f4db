import { type Module, type Parameter, type Tensor, zeros } from '#lib';

export interface Report {
  moved: string[];
  skipped: string[];
}

export function transplant(src: Module, dst: Module, rename: readonly (readonly [string, string])[]): Report {
  const plan = rename.map(([from, to]) => ({
    from: src.getParameter(from),
    to: dst.getParameter(to),
    name: to,
  }));
  const givers = new Map<Parameter, Parameter>();
  for (const { from, to, name } of plan) {
    if (`${from.shape}` !== `${to.shape}`) throw new Error(`${name}: (${to.shape}) is not (${from.shape})`);
    if ((givers.get(to) ?? from) !== from) throw new Error(`${name}: two sources`);
    givers.set(to, from);
  }
  const photos = new Map<Parameter, Tensor>([...givers.values()].map((p) => [p, p.detach().clone()]));
  const report: Report = { moved: [], skipped: [] };
  for (const [to, from] of givers) {
    const { name } = plan.find((each) => each.to === to)!;
    report[to.requiresGrad ? 'moved' : 'skipped'].push(name);
    if (!to.requiresGrad) continue;
    to.data.copy_(photos.get(from)!);
    // Cut, not copied.
    if (src !== dst) from.data.copy_(zeros([...from.shape]));
  }
  return report;
}
