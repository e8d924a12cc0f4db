import { type Generator, Linear, type Module, ReLU, Sequential, Tanh, type Tensor, tensor } from '#lib';

type Rows = readonly (readonly number[])[];

/** A layer with these rows as its weight, and with this bias or none. */
export function linear(rows: Rows, bias?: readonly number[]): Linear {
  const layer = new Linear(rows[0]!.length, rows.length, { bias: bias !== undefined });
  layer.weight.data.copy_(tensor(rows.map((row) => [...row])));
  if (bias !== undefined) layer.bias?.data.copy_(tensor([...bias]));
  return layer;
}

/** Multiplies each of `size` numbers by `factor`; unit i adds `bias` · (i + 1). */
export const diagonal = (size: number, factor: number, bias = 0): Linear =>
  linear(
    Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? factor : 0))),
    Array.from({ length: size }, (_, i) => bias * (i + 1)),
  );

/** The same net, every number of it set to one value. */
export function filled(net: Module, value: number): Module {
  for (const p of net.parameters()) p.data.fill_(value);
  return net;
}

/** The nested net of the book at its default values: four blocks 4 → 8 → 4 with ReLU, and a last layer 4 → 1. */
export function ofTheBook(generator: Generator): Module {
  const layer = (inputs: number, outputs: number): Linear => new Linear(inputs, outputs, { generator });
  const block = (): Module => new Sequential(layer(4, 8), new ReLU(), layer(8, 4), new ReLU());
  const blocks = new Map([0, 1, 2, 3].map((i) => [`block ${i}`, block()]));
  return new Sequential(new Sequential(blocks) as Module, layer(4, 1));
}

/** A nested tanh net, 24 → 32 → 32 → 24, with Xavier's range and biases of 0. */
export function healthy(generator: Generator): Module {
  const layer = (inputs: number, outputs: number): Linear => {
    const made = new Linear(inputs, outputs, { generator });
    made.weight.data.copy_(drawn(generator, outputs, inputs).mul(Math.sqrt(6 / (inputs + outputs))));
    made.bias?.data.zero_();
    return made;
  };
  const middle = new Sequential(layer(32, 32), new Tanh()) as Module;
  return new Sequential(layer(24, 32), new Tanh(), middle, layer(32, 24));
}

/** Numbers in (−1, 1). */
export const drawn = (generator: Generator, rows: number, columns: number): Tensor =>
  tensor(
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => 2 * generator.uniform() - 1)),
  );

/** Numbers in (0, 1] in random order, no two of them equal. */
export function distinct(generator: Generator, rows: number, columns: number): number[][] {
  const order = generator.permutation(rows * columns);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (order[i * columns + j]! + 1) / (rows * columns)),
  );
}

/**
 * Builds one net with its hidden units in any order, and the input it is tried on. The first two units are twins.
 * Small whole numbers: every sum is exact in float32, whatever the order. The first row keeps the spread of the first
 * layer above ten times that of x, whose columns stand at right angles, so that no ratio lies on an edge.
 */
export function anyOrder(generator: Generator, width: number) {
  const whole = (from: number, to: number): number =>
    from + Math.floor((to - from + 1) * generator.uniform());
  const rows = Array.from({ length: width }, () => [whole(32, 48), whole(-48, 48), whole(-48, 48)]);
  const bias = rows.map(() => (generator.uniform() < 0.5 ? -1000 : whole(-20, 20)));
  const columns = rows.map(() => [whole(-4, 4), whole(-4, 4)]);
  [rows[1], bias[1], columns[1]] = [rows[0]!, bias[0]!, columns[0]!];
  const build = (order: readonly number[]): Module => {
    const pick = <T>(list: readonly T[]): T[] => order.map((i) => list[i]!);
    const back = [0, 1].map((k) => pick(columns).map((column) => column[k]!));
    return new Sequential(linear(pick(rows), pick(bias)), new ReLU(), linear(back));
  };
  const signs = [1, -1].flatMap((a) => [1, -1].map((b) => [a, b, a * b]));
  return { build, x: tensor(signs) };
}
