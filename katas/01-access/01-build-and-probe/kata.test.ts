import { buildMlp } from '#kata/01-access/01-build-and-probe/kata.ts';
import { example, gen, property, type Text } from '#kit';
import { countParameters, Generator, Linear, type Module, tensor } from '#lib';

const texts = {
  sizes: { en: 'inputs, hidden, outputs', zh: '输入、隐藏、输出宽度' },
  seed: { en: 'seed', zh: '种子' },
  x: { en: 'x', zh: 'x' },
} satisfies Record<string, Text>;

// Not vacuous: the widths are drawn apart, so nearly every case has a weight that is no square.
const sizes = [gen.dim(1, 6), gen.dim(1, 6), gen.dim(1, 6), gen.seed()] as const;
const values = (net: Module): number[][] => [...net.parameters()].map((p) => p.array.values());

example({ en: 'the book’s net turns (2, 4) into (2, 1)', zh: '书中的网络把 (2, 4) 变成 (2, 1)' }, (t) => {
  const net = buildMlp(4, 8, 1, new Generator(0));
  const y = net.forward(
    tensor([
      [0.1, 0.2, 0.3, 0.4],
      [0.5, 0.6, 0.7, 0.8],
    ]),
  );
  t.equal([...y.shape], [2, 1], { en: 'one output number per row', zh: '每一行得到一个输出' });
});

property(
  { en: 'the layers are Linear, ReLU, Linear', zh: '依次是 Linear、ReLU、Linear 三层' },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    const net = buildMlp(inputs, hidden, outputs, new Generator(seed));
    t.equal(
      [...net].map((layer) => layer.typeName),
      ['Linear', 'ReLU', 'Linear'],
      { en: 'the activation is a layer of its own, between the two', zh: '激活是单独的一层，放在两层之间' },
    );
  },
);

property(
  { en: 'a weight is (out, in)', zh: '权重的形状是 (out, in)' },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    const net = buildMlp(inputs, hidden, outputs, new Generator(seed));
    t.equal(
      [...net.parameters()].map((p) => [...p.shape]),
      [[hidden, inputs], [hidden], [outputs, hidden], [outputs]],
      {
        en: 'one row per output of the layer, one column per input; then its bias',
        zh: '层的每个输出占一行，每个输入占一列；然后是偏置',
      },
    );
  },
);

property(
  {
    en: 'the net knows inputs · hidden + hidden + hidden · outputs + outputs learnable numbers',
    zh: '网络里可学习的数有 输入·隐藏 + 隐藏 + 隐藏·输出 + 输出 个',
  },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    const net = buildMlp(inputs, hidden, outputs, new Generator(seed));
    t.equal(countParameters(net), inputs * hidden + hidden + hidden * outputs + outputs, {
      en: 'what is not registered as a parameter is not counted, and never learns',
      zh: '没有登记为参数的数不会被算进来，也永远学不到东西',
    });
  },
);

property(
  { en: 'forward is relu(x · W₁ᵀ + b₁) · W₂ᵀ + b₂', zh: '前向计算是 relu(x · W₁ᵀ + b₁) · W₂ᵀ + b₂' },
  [gen.dim(1, 3), gen.dim(1, 4), gen.dim(2, 5), gen.dim(1, 4), gen.seed()],
  (t, rows, inputs, hidden, outputs, seed) => {
    const net = buildMlp(inputs, hidden, outputs, new Generator(seed));
    const given = {
      x: gen.from(seed, rows, inputs).nested() as number[][],
      w1: gen.from(seed + 1, hidden, inputs).nested() as number[][],
      // Not vacuous: biases of ±50 outweigh the at most 36 of x · W₁ᵀ, so hidden units are open and cut off by turns.
      b1: Array.from({ length: hidden }, (_, i) => (i % 2 === 0 ? 50 : -50)),
      w2: gen.from(seed + 2, outputs, hidden).nested() as number[][],
      b2: gen.from(seed + 3, outputs).nested() as number[],
    };
    const wanted = [given.w1, given.b1, given.w2, given.b2];
    [...net.parameters()].forEach((p, i) => {
      p.data.copy_(tensor(wanted[i]!));
    });
    for (const [label, value] of Object.entries(given)) t.input(label, value);
    const affine = (x: number[][], w: number[][], b: number[]): number[][] =>
      x.map((row) => w.map((weights, o) => weights.reduce((sum, v, i) => sum + v * row[i]!, b[o]!)));
    const hiddenOf = affine(given.x, given.w1, given.b1).map((row) => row.map((v) => (v > 0 ? v : 0)));
    t.close(
      net.forward(tensor(given.x)),
      affine(hiddenOf, given.w2, given.b2),
      {
        en: 'negative numbers are cut off after the first layer, and only there',
        zh: '负数只在第一层之后被截成零',
      },
      1e-5,
    );
  },
);

property(
  {
    en: 'the same seed builds the same net, another seed another',
    zh: '种子相同，网络相同；种子不同，网络不同',
  },
  [gen.dim(2, 6), gen.dim(2, 6), gen.dim(1, 6), gen.seed()],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.seed, seed);
    const build = (s: number) => values(buildMlp(inputs, hidden, outputs, new Generator(s)));
    t.equal(build(seed), build(seed), { en: 'nothing but the generator decides', zh: '一切只由生成器决定' });
    // Two nets of at least 9 numbers with 24 random bits each agree by chance with less than 2⁻²⁰⁰.
    t.holds(build(seed).join() !== build(seed + 1).join(), {
      en: 'the generator that was passed is the one that is used',
      zh: '用的就是传进来的那个生成器',
    });
  },
);

property(
  { en: 'the first layer draws first', zh: '第一层先抽随机数' },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    t.input(texts.seed, seed);
    const net = buildMlp(inputs, hidden, outputs, new Generator(seed));
    const rng = new Generator(seed);
    const first = new Linear(inputs, hidden, { generator: rng });
    const last = new Linear(hidden, outputs, { generator: rng });
    t.equal(values(net), [...values(first), ...values(last)], {
      en: 'random numbers are used up in the order in which layers are made',
      zh: '随机数按造层的先后依次用掉',
    });
  },
);

property(
  {
    en: 'an input of another width is refused, naming the layer',
    zh: '宽度不对的输入要拒绝，并指出是哪一层',
  },
  [gen.dim(1, 5), gen.dim(1, 5), gen.dim(1, 5), gen.dim(1, 3), gen.seed()],
  (t, inputs, hidden, outputs, extra, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    const net = buildMlp(inputs, hidden, outputs, new Generator(seed));
    const wide = tensor([Array.from({ length: inputs + extra }, () => 1)]);
    t.throws(() => net.forward(wide), ['0 (Linear)'], {
      en: 'the layer at position 0 says what it expected',
      zh: '位置 0 的层会说出它想要什么',
    });
  },
);

property(
  { en: 'every parameter gets a gradient', zh: '每个参数都得到梯度' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, inputs, hidden, outputs, seed) => {
    const net = buildMlp(inputs, hidden, outputs, new Generator(seed));
    // Not vacuous: weights and input are positive, so no ReLU is dead.
    for (const p of net.parameters()) p.data.fill_(0.5);
    net
      .forward(tensor([Array.from({ length: inputs }, () => 1)]))
      .sum()
      .backward();
    const grads = [...net.parameters()].map((p) => p.grad?.array.values() ?? []);
    t.equal(grads.length, 4, { en: 'two weights and two biases', zh: '两个权重，两个偏置' });
    t.holds(
      grads.every((grad) => grad.length > 0 && grad.every((g) => g > 0)),
      {
        en: 'all inputs and weights are positive, so no gradient is zero',
        zh: '输入和权重全为正，梯度不会是零',
      },
    );
  },
);
