import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function buildMlp(
  inputs: number,
  hidden: number,
  outputs: number,
  rng: Generator,
): Sequential<[Linear, ReLU, Linear]> {
  const widths = [inputs, hidden, outputs];
  const layers: [string, Module][] = [];
  for (let i = 0; i + 1 < widths.length; i++) {
    if (i > 0) layers.push([String(layers.length), new ReLU()]);
    layers.push([String(layers.length), new Linear(widths[i]!, widths[i + 1]!, { generator: rng })]);
  }
  return new Sequential(new Map(layers)) as unknown as Sequential<[Linear, ReLU, Linear]>;
}
