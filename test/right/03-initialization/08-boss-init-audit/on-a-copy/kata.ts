import { deepCopy, Linear, type Module, ReLU, type Tensor } from '#lib';

export interface Finding {
  readonly kind: 'symmetry' | 'dead' | 'drift' | 'zero gradient';
  readonly where: string;
  readonly value: number;
}

type Layer = { path: string; module: Module; input: Tensor; output: Tensor };

/** One unit seen from the outside: every number that enters it and leaves it. */
const portrait = (layer: Linear, next: Linear, unit: number): number[] => [
  ...layer.weight.select(0, unit).array.values(),
  ...(layer.bias === null ? [] : [layer.bias.at(unit).item()]),
  ...next.weight.select(1, unit).array.values(),
];

const same = (a: readonly number[], b: readonly number[]): boolean => a.every((v, i) => v === b[i]);

const spreadOf = (t: Tensor): number => {
  const units = t.shape[1]!;
  let sum = 0;
  for (let unit = 0; unit < units; unit++) {
    const values = t.select(1, unit).array.values();
    // Half the mean squared distance between all pairs is the variance.
    for (const a of values) for (const b of values) sum += (a - b) ** 2 / (2 * values.length ** 2);
  }
  return Math.sqrt(sum / units);
};

class Auditor {
  readonly #findings: Finding[] = [];
  readonly #layers: Layer[] = [];
  readonly #copy: Module;

  constructor(net: Module, x: Tensor) {
    this.#copy = deepCopy(net);
    let input = x;
    for (const [path, module] of this.#copy.namedModules()) {
      if (module.children().next().done !== true) continue;
      const output = module.forward(input);
      this.#layers.push({ path, module, input, output });
      input = output;
    }
    this.#symmetry();
    this.#dead();
    this.#drift(x);
    this.#zeroGradients(input);
  }

  get findings(): Finding[] {
    return this.#findings;
  }

  #symmetry(): void {
    const linears = this.#layers.filter(({ module }) => module instanceof Linear);
    linears.forEach(({ path, module }, k) => {
      const next = linears[k + 1]?.module;
      if (next === undefined) return;
      const units = Array.from({ length: (module as Linear).outFeatures }, (_, unit) =>
        portrait(module as Linear, next as Linear, unit),
      );
      const twins = units.filter((unit, i) => units.some((other, j) => j !== i && same(unit, other)));
      if (twins.length > 0)
        this.#findings.push({ kind: 'symmetry', where: path, value: twins.length / units.length });
    });
  }

  #dead(): void {
    for (const { path, module, output } of this.#layers) {
      if (!(module instanceof ReLU)) continue;
      let count = 0;
      const units = output.shape[1]!;
      for (let unit = 0; unit < units; unit++) if (output.select(1, unit).sum().item() === 0) count++;
      if (count * 2 >= units) this.#findings.push({ kind: 'dead', where: path, value: count / units });
    }
  }

  #drift(x: Tensor): void {
    for (const { path, module, output } of this.#layers) {
      const value = module instanceof Linear ? spreadOf(output) / spreadOf(x) : 1;
      if (value < 0.1 || value > 10) {
        this.#findings.push({ kind: 'drift', where: path, value });
        return;
      }
    }
  }

  #zeroGradients(output: Tensor): void {
    this.#copy.zeroGrad();
    if (output.requiresGrad) output.sum().backward();
    for (const [path, p] of this.#copy.namedParameters()) {
      if (p.grad?.array.values().some(Boolean) === false)
        this.#findings.push({ kind: 'zero gradient', where: path, value: 0 });
    }
  }
}

export const audit = (net: Module, x: Tensor): Finding[] => new Auditor(net, x).findings;
