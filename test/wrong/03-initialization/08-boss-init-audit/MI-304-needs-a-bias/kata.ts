import { gradients, Linear, type Module, ReLU, type Tensor } from '#lib';

export interface Finding {
  readonly kind: 'symmetry' | 'dead' | 'drift' | 'zero gradient';
  readonly where: string;
  readonly value: number;
}
type Stage = { readonly where: string; readonly layer: Module; readonly out: Tensor };

const average = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const columnsOf = (t: Tensor): number[][] => t.t().tolist() as number[][];

function run(net: Module, x: Tensor): Stage[] {
  let out = x;
  const leaves = [...net.namedModules()].filter(([, module]) => [...module.children()].length === 0);
  return leaves.map(([where, layer]) => {
    out = layer.forward(out);
    return { where, layer, out };
  });
}

function symmetry(stages: readonly Stage[]): Finding[] {
  const linears = stages.flatMap(({ where, layer }) => (layer instanceof Linear ? [{ where, layer }] : []));
  return linears.slice(0, -1).flatMap(({ where, layer }, k) => {
    const columns = columnsOf(linears[k + 1]!.layer.weight);
    const rows = layer.weight.tolist() as number[][];
    const units = rows.map((row, i) => JSON.stringify([row, layer.bias!.at(i).item(), columns[i]]));
    const value = average(units.map((unit) => Number(units.indexOf(unit) !== units.lastIndexOf(unit))));
    return value > 0 ? [{ kind: 'symmetry', where, value }] : [];
  });
}

function dead(stages: readonly Stage[]): Finding[] {
  return stages.flatMap(({ where, layer, out }) => {
    if (!(layer instanceof ReLU)) return [];
    const value = average(columnsOf(out).map((unit) => Number(unit.every((v) => v === 0))));
    return value >= 0.5 ? [{ kind: 'dead', where, value }] : [];
  });
}

function spread(t: Tensor): number {
  const variances = columnsOf(t).map((unit) => average(unit.map((v) => (v - average(unit)) ** 2)));
  return Math.sqrt(average(variances));
}

function drift(stages: readonly Stage[], x: Tensor): Finding[] {
  const ratios = stages
    .filter(({ layer }) => layer instanceof Linear)
    .map(({ where, out }): Finding => ({ kind: 'drift', where, value: spread(out) / spread(x) }));
  return ratios.filter(({ value }) => value < 0.1 || value > 10).slice(0, 1);
}

function zeroGradient(net: Module, x: Tensor): Finding[] {
  const trained = [...net.namedParameters()].filter(([, p]) => p.requiresGrad);
  const grads = gradients(
    net.forward(x).sum(),
    trained.map(([, p]) => p),
  );
  return trained.flatMap(([where], i) =>
    grads[i]!.array.values().every((g) => g === 0) ? [{ kind: 'zero gradient', where, value: 0 }] : [],
  );
}

export function audit(net: Module, x: Tensor): Finding[] {
  const stages = run(net, x);
  return [...symmetry(stages), ...dead(stages), ...drift(stages, x), ...zeroGradient(net, x)];
}
