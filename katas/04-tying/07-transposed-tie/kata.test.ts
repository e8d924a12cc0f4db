import { TiedAutoencoder } from '#kata/04-tying/07-transposed-tie/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Adam, Generator, noGrad, Parameter, type Tensor, tensor } from '#lib';

forbid(['linear'], {
  en: 'it hides which way round the weight is used. Multiply matrices yourself.',
  zh: '它把权重的方向藏起来了。请自己做矩阵乘法。',
});

const texts = {
  weight: { en: 'weight', zh: '权重' },
  x: { en: 'x', zh: 'x' },
} satisfies Record<string, Text>;

type Grid = readonly (readonly number[])[];
/** Dull loops: h = tanh(x · Wᵀ). */
const encoded = (x: Grid, w: Grid): number[][] =>
  x.map((row) => w.map((unit) => Math.tanh(unit.reduce((sum, v, j) => sum + v * row[j]!, 0))));
/** y = h · W. */
const decoded = (h: Grid, w: Grid): number[][] =>
  h.map((row) => w[0]!.map((_, j) => row.reduce((sum, v, i) => sum + v * w[i]![j]!, 0)));
/** Σ y · c when the encoder uses w and the decoder v: told apart, so that each use has a gradient of its own. */
const score = (x: Grid, w: Grid, v: Grid): number =>
  decoded(encoded(x, w), v)
    .flat()
    .reduce((sum, y, i) => sum + y * ((i % 3) + 1), 0);
const bumped = (w: Grid, i: number, j: number, by: number): Grid =>
  w.map((row, a) => row.map((v, b) => (a === i && b === j ? v + by : v)));
/** Not vacuous: positive numbers from sixteenths, so no product cancels and no gradient is 0. */
const positive = (seed: number, rows: number, columns: number): number[][] =>
  (gen.from(seed, rows, columns).nested() as number[][]).map((row) =>
    row.map((v) => ((Math.abs(Math.round(v * 16)) % 16) + 1) / 32),
  );
function made(inputs: number, hidden: number, seed: number): { net: TiedAutoencoder; w: number[][] } {
  const net = new TiedAutoencoder(inputs, hidden, new Generator(seed));
  const w = positive(seed, hidden, inputs);
  noGrad(() => net.weight.copy_(tensor(w)));
  return { net, w };
}
const scored = (y: Tensor): Tensor =>
  y.mul(tensor(y.array.values().map((_, i) => (i % 3) + 1)).reshape(...y.shape)).sum();
/** Not vacuous: hidden and input widths differ; on squares a forgotten transpose would pass. */
const widths = [gen.dim(1, 3), gen.dim(1, 2), gen.dim(1, 3), gen.seed()] as const;

example(
  {
    en: 'one weight of shape (2, 4) goes both ways between 4 and 2',
    zh: '一个 (2, 4) 的权重，在 4 和 2 之间来回都用它',
  },
  (t) => {
    const net = new TiedAutoencoder(4, 2, new Generator(1));
    const x = tensor([
      [1, 0, -1, 2],
      [0, 1, 0, 0],
      [3, 1, 1, 1],
    ]);
    t.equal(
      [net.encode(x).shape, net.forward(x).shape],
      [
        [3, 2],
        [3, 4],
      ],
      { en: 'in to hidden, and back', zh: '从输入到隐藏，再回来' },
    );
  },
);

property(
  { en: 'there is one Parameter, called weight', zh: '只有一个 Parameter，名字叫 weight' },
  [...widths],
  (t, hidden, more, _batch, seed) => {
    const net = new TiedAutoencoder(hidden + more, hidden, new Generator(seed));
    t.equal(
      [...net.namedParameters()].map(([name]) => name),
      ['weight'],
      { en: 'two uses are no two parameters', zh: '用两次不等于有两个参数' },
    );
    t.holds(net.weight instanceof Parameter, {
      en: 'a Parameter, so that optimisers find it',
      zh: '得是 Parameter，优化器才找得到',
    });
    t.equal(net.weight.shape, [hidden, hidden + more], { en: '(hidden, inputs)', zh: '（隐藏，输入）' });
  },
);

property(
  { en: 'encoding is tanh(x · Wᵀ), decoding is h · W', zh: '编码是 tanh(x · Wᵀ)，解码是 h · W' },
  [...widths],
  (t, hidden, more, batch, seed) => {
    const { net, w } = made(hidden + more, hidden, seed);
    const x = positive(seed + 1, batch, hidden + more);
    t.input(texts.weight, w);
    t.input(texts.x, x);
    const h = encoded(x, w);
    t.close(net.encode(tensor(x)), h, { en: 'the way in', zh: '进去的路' });
    t.close(net.forward(tensor(x)), decoded(h, w), {
      en: 'the way back, without an activation',
      zh: '回来的路，没有激活函数',
    });
  },
);

property(
  { en: 'the gradient is the encoder’s plus the decoder’s', zh: '梯度是编码器那份加解码器那份' },
  [...widths],
  (t, hidden, more, batch, seed) => {
    const { net, w } = made(hidden + more, hidden, seed);
    const x = positive(seed + 1, batch, hidden + more);
    t.input(texts.weight, w);
    t.input(texts.x, x);
    scored(net.forward(tensor(x))).backward();
    const step = 1e-6;
    const slope = (at: (by: number) => number) => (at(step) - at(-step)) / (2 * step);
    const enc = w.map((row, i) => row.map((_, j) => slope((by) => score(x, bumped(w, i, j, by), w))));
    const dec = w.map((row, i) => row.map((_, j) => slope((by) => score(x, w, bumped(w, i, j, by)))));
    t.holds(enc.flat().every((g) => Math.abs(g) > 1e-9) && dec.flat().every((g) => Math.abs(g) > 1e-9), {
      en: 'both uses matter here',
      zh: '两处使用在这里都起作用',
    });
    t.close(
      net.weight.grad,
      enc.map((row, i) => row.map((g, j) => g + dec[i]![j]!)),
      { en: 'against central differences of each use', zh: '与每处使用的中心差分比较' },
      1e-4,
    );
  },
);

property(
  { en: 'a training step moves both ways at once', zh: '训练一步，两个方向一起动' },
  [...widths],
  (t, hidden, more, batch, seed) => {
    const { net } = made(hidden + more, hidden, seed);
    const x = positive(seed + 1, batch, hidden + more);
    const optimiser = new Adam(net.parameters(), { lr: 0.1 });
    for (let step = 0; step < 2; step++) {
      optimiser.zeroGrad();
      scored(net.forward(tensor(x))).backward();
      optimiser.step();
    }
    const w = net.weight.tolist() as number[][];
    t.input(texts.weight, w);
    t.close(net.forward(tensor(x)), decoded(encoded(x, w), w), {
      en: 'still one matrix: nothing was copied when the net was made',
      zh: '仍是一个矩阵：建网络时什么都没有复制',
    });
  },
);

property(
  { en: 'the first values come from the generator', zh: '最初的值来自生成器' },
  [gen.seed()],
  (t, seed) => {
    const values = (s: number) => new TiedAutoencoder(6, 4, new Generator(s)).weight.array.values();
    t.equal(values(seed), values(seed), { en: 'the same seed, the same net', zh: '种子相同，网络相同' });
    // 24 draws with 24 random bits each: 12 that repeat others, or all within 10⁻⁴ of 0, come less than once in 10⁵⁰.
    t.holds(new Set(values(seed)).size > 12 && values(seed).some((v) => Math.abs(v) > 1e-4), {
      en: 'no zeros, no copies of one number',
      zh: '不能全是零，也不能都是同一个数',
    });
    t.holds(values(seed).join() !== values(seed + 1).join(), {
      en: 'another seed, other numbers',
      zh: '换个种子，数就不同',
    });
  },
);

property(
  { en: 'saved once, loaded into both ways', zh: '存一份，载入后两个方向都变' },
  [...widths],
  (t, hidden, more, batch, seed) => {
    const { net, w } = made(hidden + more, hidden, seed);
    const other = new TiedAutoencoder(hidden + more, hidden, new Generator(seed + 5));
    t.equal([...net.stateDict().keys()], ['weight'], { en: 'one key', zh: '一个键' });
    other.loadStateDict(net.stateDict());
    const x = positive(seed + 1, batch, hidden + more);
    t.close(other.forward(tensor(x)), decoded(encoded(x, w), w), {
      en: 'both ways show what was loaded',
      zh: '两个方向都用上了载入的值',
    });
  },
);
