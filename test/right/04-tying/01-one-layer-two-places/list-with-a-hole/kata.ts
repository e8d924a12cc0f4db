import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function tiedMlp(inputs: number, hidden: number, outputs: number, rng: Generator): Sequential {
  const widths: [number, number][] = [
    [inputs, hidden],
    [hidden, hidden],
    [hidden, outputs],
  ];
  const [first, shared, last] = widths.map(([a, b]) => new Linear(a, b, { generator: rng }));
  const relu = new ReLU();
  const layers: Module[] = [first!, shared!, shared!, last!].flatMap((layer) => [layer, relu]);
  return new Sequential(...layers.slice(0, -1));
}
