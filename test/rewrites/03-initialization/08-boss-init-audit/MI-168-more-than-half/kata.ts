import { gradients, Linear, type Module, ReLU, type Tensor } from '#lib';

export interface Finding {
  readonly kind: 'symmetry' | 'dead' | 'drift' | 'zero gradient';
  readonly where: string;
  readonly value: number;
}

const spread = (t: Tensor): number => {
  const rows = t.tolist() as number[][];
  const units = rows[0]!.map((_, j) => {
    const column = rows.map((row) => row[j]!);
    const mean = column.reduce((a, b) => a + b, 0) / column.length;
    return column.reduce((a, b) => a + (b - mean) ** 2, 0) / column.length;
  });
  return Math.sqrt(units.reduce((a, b) => a + b, 0) / units.length);
};

export function audit(net: Module, x: Tensor): Finding[] {
  const findings: Finding[] = [];
  const layers: { where: string; layer: Module; out: Tensor }[] = [];
  let out = x;
  for (const [where, layer] of net.namedModules()) {
    if ([...layer.children()].length > 0) continue;
    out = layer.forward(out);
    layers.push({ where, layer, out });
  }
  const linears = layers.filter((s) => s.layer instanceof Linear) as {
    where: string;
    layer: Linear;
    out: Tensor;
  }[];
  linears.slice(0, -1).forEach(({ where, layer }, i) => {
    const rows = layer.weight.tolist() as number[][];
    const bias = layer.bias === null ? rows.map(() => 0) : (layer.bias.tolist() as number[]);
    const next = linears[i + 1]!.layer.weight.tolist() as number[][];
    const units = rows.map((row, u) => JSON.stringify([row, bias[u], next.map((r) => r[u])]));
    const twins = units.filter((unit, u) => units.some((other, v) => v !== u && other === unit)).length;
    if (twins > 0) findings.push({ kind: 'symmetry', where, value: twins / units.length });
  });
  for (const { where, layer, out: y } of layers) {
    if (!(layer instanceof ReLU)) continue;
    const rows = y.tolist() as number[][];
    const dead = rows[0]!.filter((_, j) => rows.every((row) => row[j] === 0)).length;
    if (dead * 2 > rows[0]!.length) findings.push({ kind: 'dead', where, value: dead / rows[0]!.length });
  }
  const base = spread(x);
  for (const { where, out: y } of linears) {
    const ratio = spread(y) / base;
    if (ratio < 0.1 || ratio > 10) {
      findings.push({ kind: 'drift', where, value: ratio });
      break;
    }
  }
  const named = [...net.namedParameters()].filter(([, p]) => p.requiresGrad);
  const grads = gradients(
    net.forward(x).sum(),
    named.map(([, p]) => p),
  );
  grads.forEach((g, i) => {
    if (g?.array.values().every((v) => v === 0))
      findings.push({ kind: 'zero gradient', where: named[i]![0], value: 0 });
  });
  return findings;
}
