import { block, stack } from '#kata/02-nested/01-block-factory/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { countParameters, Flatten, Generator, Linear, type Module, ReLU, Sequential, tensor } from '#lib';

forbid(['repeat'], {
  en: 'repeat puts the same layers in several places. Call the factory once per block instead.',
  zh: 'repeat 是把同一批层放到多个位置。请改为每个块调用一次工厂。',
});

const called = (i: number): string => `block ${i}`;
const childrenOf = (net: Module): (Module | null)[] => net.childSlots().map(([, child]) => child);
const values = (net: Module): number[][] => [...net.parameters()].map((p) => p.array.values());
const texts = {
  n: { en: 'number of blocks', zh: '块的个数' },
  io: { en: 'width outside', zh: '块外宽度' },
  h: { en: 'width inside', zh: '块内宽度' },
  seed: { en: 'seed', zh: '种子' },
} satisfies Record<string, Text>;

example(
  {
    en: 'the nested net of the book has 18 parameters and 309 numbers',
    zh: '书中的嵌套网络有 18 个参数、309 个数',
  },
  (t) => {
    const rng = new Generator(1);
    const body = stack(4, called, () => block(4, 8, rng));
    const net = new Sequential(body, new Linear(4, 1, { generator: rng }));
    t.equal([...net.parameters()].length, 18, {
      en: 'four blocks of two Linear layers and a head hold 18 different parameters',
      zh: '四个块各有两个 Linear，再加一个输出层，一共是 18 个不同的参数',
    });
    t.equal(countParameters(net), 309, {
      en: '4 · (4·8 + 8 + 8·4 + 4) + (4 + 1) numbers',
      zh: '一共 4 · (4·8 + 8 + 8·4 + 4) + (4 + 1) 个数',
    });
  },
);

property(
  {
    en: 'a block is Linear, ReLU, Linear, ReLU and gives back the width it took',
    zh: '一个块是 Linear、ReLU、Linear、ReLU，进出宽度相同',
  },
  [gen.dim(1, 5), gen.dim(1, 7), gen.seed()],
  (t, io, h, seed) => {
    t.input(texts.io, io);
    t.input(texts.h, h);
    const layers = childrenOf(block(io, h, new Generator(seed)));
    t.equal(
      layers.map((layer) => layer?.typeName ?? 'None'),
      ['Linear', 'ReLU', 'Linear', 'ReLU'],
      { en: 'each Linear is followed by its ReLU', zh: '每个 Linear 后面都跟着一个 ReLU' },
    );
    t.equal(
      layers.filter((layer) => layer instanceof Linear).map((layer) => [layer.inFeatures, layer.outFeatures]),
      [
        [io, h],
        [h, io],
      ],
      {
        en: 'the first layer goes from io to h, the second one back',
        zh: '第一层从 io 到 h，第二层再变回来',
      },
    );
  },
);

property(
  {
    en: 'a stack holds n blocks under the names of the rule, in order',
    zh: 'stack 里有 n 个块，按规则命名，次序不变',
  },
  [gen.dim(0, 12), gen.dim(0, 30)],
  (t, n, first) => {
    t.input(texts.n, n);
    const names = Array.from({ length: n }, (_, i) => `part ${first + n - i}`);
    t.input({ en: 'names', zh: '名字' }, names);
    const made: Module[] = [];
    const asked: number[] = [];
    const net = stack(
      n,
      (i) => names[i] ?? 'part with no place',
      (i) => {
        asked.push(i);
        made.push(new ReLU());
        return made[made.length - 1]!;
      },
    );
    t.equal(
      net.childSlots().map(([name]) => name),
      names,
      { en: 'the child at position i is called name(i)', zh: '位置 i 上的子块叫作 name(i)' },
    );
    t.equal(
      asked,
      Array.from({ length: n }, (_, i) => i),
      {
        en: 'the factory runs once per block and is told the position, from 0 on',
        zh: '每个块调用一次工厂，并把位置（从 0 数起）告诉它',
      },
    );
    t.equal(
      childrenOf(net).map((child) => made.indexOf(child!)),
      asked,
      {
        en: 'what the factory made for a position stands at that position',
        zh: '工厂为哪个位置造的块，就放在哪个位置',
      },
    );
  },
);

property(
  { en: 'no two blocks hold the same parameter', zh: '任意两个块都没有共同的参数' },
  [gen.dim(2, 5), gen.dim(1, 4), gen.dim(1, 5), gen.seed()],
  (t, n, io, h, seed) => {
    t.input(texts.n, n);
    const rng = new Generator(seed);
    const net = stack(n, called, () => block(io, h, rng));
    t.equal([...net.parameters()].length, 4 * n, {
      en: 'n blocks hold 4 · n different parameter objects',
      zh: 'n 个块应当有 4 · n 个不同的参数对象',
    });
    const before = values(childrenOf(net)[1]!);
    for (const parameter of childrenOf(net)[0]!.parameters()) parameter.data.fill_(42);
    t.equal(values(childrenOf(net)[1]!), before, {
      en: 'writing into one block leaves its neighbour as it was',
      zh: '改动一个块的参数，旁边的块不应跟着变',
    });
  },
);

property(
  { en: 'names that are numbers keep their order too', zh: '名字是数字时，次序同样不变' },
  [gen.dim(2, 12)],
  (t, n) => {
    t.input(
      { en: 'names', zh: '名字' },
      Array.from({ length: n }, (_, i) => String(n - 1 - i)),
    );
    const net = stack(
      n,
      (i) => String(n - 1 - i),
      () => new ReLU(),
    );
    t.equal(
      net.childSlots().map(([name]) => name),
      Array.from({ length: n }, (_, i) => String(n - 1 - i)),
      { en: 'children stand in the order in which they were added', zh: '子块按加入的先后排列' },
    );
  },
);

// Two weights agree by chance with at most 2⁻²⁴ per number (24 random bits each), 4 numbers or more: below 2⁻⁹⁶.
property(
  { en: 'every block starts from values of its own', zh: '每个块都有自己的初始值' },
  [gen.dim(2, 5), gen.dim(2, 4), gen.dim(2, 5), gen.seed()],
  (t, n, io, h, seed) => {
    t.input(texts.n, n);
    const rng = new Generator(seed);
    const net = stack(n, called, () => block(io, h, rng));
    const weights = childrenOf(net).map((child) => values(child!)[0]!.join(' '));
    t.equal(new Set(weights).size, n, {
      en: 'first weights that are equal in two blocks were drawn once and copied',
      zh: '两个块的第一个权重完全相同，说明只抽了一次随机数，其余是复制的',
    });
  },
);

property(
  { en: 'a name that comes twice is refused', zh: '重复的名字要拒绝' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.constantFrom('block', 'part', 'stage')],
  (t, period, extra, word) => {
    const names = Array.from({ length: period + extra }, (_, i) => `${word} ${i % period}`);
    t.input({ en: 'names', zh: '名字' }, names);
    t.throws(
      () =>
        stack(
          names.length,
          (i) => names[i]!,
          () => new ReLU(),
        ),
      [`${word} 0`],
      {
        en: 'a second block of one name would silently replace the first: refuse it and say the name',
        zh: '同名的第二个块会悄悄顶掉第一个：应当报错，并说出这个名字',
      },
    );
  },
);

example(
  {
    en: 'the blocks of the three frameworks count 309, 85 and 4074 numbers',
    zh: '三个框架的写法分别有 309、85、4074 个数',
  },
  (t) => {
    const rng = new Generator(7);
    const dense = (io: number, out: number): Linear => new Linear(io, out, { generator: rng });
    const keras = (): Module => new Sequential(new Flatten(), dense(4, 4), new ReLU());
    const gluon = (i: number): Module => new Sequential(dense(i === 0 ? 4 : 16, 32), dense(32, 16));
    const totals = [
      new Sequential(
        stack(4, called, () => block(4, 8, rng)),
        dense(4, 1),
      ),
      new Sequential(stack(4, called, keras), dense(4, 1)),
      new Sequential(stack(4, called, gluon), dense(16, 10)),
    ].map(countParameters);
    t.equal(totals, [309, 85, 4074], {
      en: 'PyTorch, Keras, Gluon: the first Gluon block takes width 4, the others 16',
      zh: '依次是 PyTorch、Keras、Gluon：Gluon 的第一个块输入宽度是 4，其余是 16',
    });
  },
);

const relu = (rows: number[][]): number[][] => rows.map((row) => row.map((v) => (v > 0 ? v : 0)));
const affine = (x: number[][], w: number[][], b: number[]): number[][] =>
  x.map((row) => w.map((weights, o) => weights.reduce((sum, v, i) => sum + v * row[i]!, b[o]!)));

// Not vacuous: biases of ±20 outweigh the at most 17 beside them, so both ReLUs are open and cut off by turns.
const alternate = (length: number): number[] => Array.from({ length }, (_, i) => (i % 2 === 0 ? 20 : -20));

property(
  {
    en: 'a block computes relu(relu(x · W₁ᵀ + b₁) · W₂ᵀ + b₂)',
    zh: '一个块计算 relu(relu(x · W₁ᵀ + b₁) · W₂ᵀ + b₂)',
  },
  [gen.dim(1, 3), gen.dim(2, 4), gen.dim(2, 5), gen.seed()],
  (t, rows, io, h, seed) => {
    const net = block(io, h, new Generator(seed));
    const given = {
      x: gen.from(seed, rows, io).nested() as number[][],
      w1: (gen.from(seed + 1, h, io).nested() as number[][]).map((row) => row.map((v) => v / 4)),
      b1: alternate(h),
      w2: (gen.from(seed + 2, io, h).nested() as number[][]).map((row) => row.map((v) => v / 16)),
      b2: alternate(io),
    };
    for (const [label, value] of Object.entries(given)) t.input(label, value);
    const { x, w1, b1, w2, b2 } = given;
    const wanted = [w1, b1, w2, b2];
    [...net.parameters()].forEach((parameter, i) => {
      parameter.data.copy_(tensor(wanted[i]!));
    });
    t.close(
      net.forward(tensor(x)),
      relu(affine(relu(affine(x, w1, b1)), w2, b2)),
      { en: 'both layers are followed by a ReLU', zh: '两层后面都要有 ReLU' },
      1e-5,
    );
  },
);

property(
  {
    en: 'the same seed builds the same numbers, block after block',
    zh: '同一个种子，按块的次序得到同样的数',
  },
  [gen.dim(1, 4), gen.dim(1, 4), gen.dim(1, 5), gen.seed()],
  (t, n, io, h, seed) => {
    for (const [label, value] of [
      [texts.n, n],
      [texts.io, io],
      [texts.h, h],
      [texts.seed, seed],
    ] as const)
      t.input(label, value);
    const rng = new Generator(seed);
    const net = stack(n, called, () => block(io, h, rng));
    const same = new Generator(seed);
    const wanted = Array.from({ length: n }, () => [
      ...values(new Linear(io, h, { generator: same })),
      ...values(new Linear(h, io, { generator: same })),
    ]).flat();
    t.equal(values(net), wanted, {
      en: 'every number comes from the generator that was passed, first block and first layer first',
      zh: '每个数都来自传入的生成器，先造第一个块、先造第一层',
    });
  },
);
