import { gradients, Linear, type Module, Parameter, ReLU, type Tensor } from '#lib';

export interface Finding {
  readonly kind: 'symmetry' | 'dead' | 'drift' | 'zero gradient';
  readonly where: string;
  readonly value: number;
}

/** What one layer gave, as plain rows; the walk goes down by itself and hands the tensor on. */
interface Step {
  path: string;
  layer: Module;
  rows: number[][];
}

function walk(module: Module, path: string, x: Tensor, steps: Step[]): Tensor {
  let [value, inner] = [x, false];
  for (const [name, child] of module.childSlots()) {
    if (child === null) continue;
    inner = true;
    value = walk(child, path === '' ? name : `${path}.${name}`, value, steps);
  }
  if (inner) return value;
  value = module.forward(x);
  steps.push({ path, layer: module, rows: value.tolist() as number[][] });
  return value;
}

/** Mean of the squares less the square of the mean, unit by unit. */
function spreadOf(rows: readonly number[][]): number {
  const [height, width] = [rows.length, rows[0]!.length];
  let total = 0;
  for (let unit = 0; unit < width; unit++) {
    const middle = rows[0]![unit]!;
    let [sum, squares] = [0, 0];
    for (const row of rows) {
      const shifted = row[unit]! - middle;
      sum += shifted;
      squares += shifted * shifted;
    }
    total += Math.max(0, squares / height - (sum / height) ** 2);
  }
  return Math.sqrt(total / width);
}

/** Number of units that meet their like: the sizes of all classes larger than one. */
function twinsIn(layer: Linear, next: Linear): number {
  const classes = new Map<string, number>();
  for (let unit = 0; unit < layer.outFeatures; unit++) {
    const numbers: number[] = [];
    for (let i = 0; i < layer.inFeatures; i++) numbers.push(layer.weight.array.get(unit, i));
    for (let o = 0; o < next.outFeatures; o++) numbers.push(next.weight.array.get(o, unit));
    if (layer.bias) numbers.push(layer.bias.array.get(unit));
    const key = numbers.map((n) => n + 0).join(' ');
    classes.set(key, (classes.get(key) ?? 0) + 1);
  }
  let twins = 0;
  for (const size of classes.values()) if (size > 1) twins += size;
  return twins;
}

export function audit(net: Module, x: Tensor): Finding[] {
  const steps: Step[] = [];
  const output = walk(net, '', x, steps);
  const dense = steps.filter((step) => step.layer instanceof Linear);
  const findings: Finding[] = [];
  for (let k = 0; k + 1 < dense.length; k++) {
    const layer = dense[k]!.layer as Linear;
    const twins = twinsIn(layer, dense[k + 1]!.layer as Linear);
    if (twins) findings.push({ kind: 'symmetry', where: dense[k]!.path, value: twins / layer.outFeatures });
  }
  for (const { path, layer, rows } of steps) {
    if (!(layer instanceof ReLU)) continue;
    const alive = new Set(rows.flatMap((row) => row.flatMap((v, unit) => (v > 0 ? [unit] : []))));
    const value = 1 - alive.size / rows[0]!.length;
    if (2 * alive.size <= rows[0]!.length) findings.push({ kind: 'dead', where: path, value });
  }
  const base = spreadOf(x.tolist() as number[][]);
  for (const { path, rows } of dense) {
    const value = spreadOf(rows) / base;
    if (value >= 0.1 && value <= 10) continue;
    findings.push({ kind: 'drift', where: path, value });
    break;
  }
  for (const [where, p] of net.namedParameters()) {
    if (!(p instanceof Parameter) || !p.requiresGrad) continue;
    const [slope] = gradients(output.sum(), [p], { retainGraph: true });
    if (!slope?.array.values().some((g) => g !== 0))
      findings.push({ kind: 'zero gradient', where, value: 0 });
  }
  return findings;
}
