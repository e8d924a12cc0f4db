import { normal_ } from '#kata/03-initialization/03-gaussian/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Parameter, zeros } from '#lib';

forbid(
  ['normal_', 'truncNormal_', 'xavierNormal_', 'kaimingNormal_', 'normal', 'Normal', 'RandomNormal'].concat(
    'TruncatedNormal',
    'fillNormal',
    'randn',
    'initialise_',
  ),
  {
    en: 'it draws the numbers for you. Turn uniform numbers into normal ones yourself.',
    zh: '它会替你抽数。请自己把均匀的数变成正态的数。',
  },
);

const texts = {
  shape: { en: 'shape', zh: '形状' },
  seed: { en: 'seed', zh: '种子' },
  mean: { en: 'mean', zh: '均值' },
  std: { en: 'std', zh: '标准差' },
} satisfies Record<string, Text>;
const draw = (rows: number, columns: number, mean: number, std: number, seed: number): number[] => {
  const p = new Parameter(zeros([rows, columns]));
  normal_(p, mean, std, new Generator(seed));
  return p.array.values();
};
const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const spread = (values: readonly number[]) => {
  const middle = average(values);
  return Math.sqrt(average(values.map((v) => (v - middle) ** 2)));
};
const sizes = [gen.dim(1, 4), gen.dim(1, 5), gen.seed()] as const;

example(
  {
    en: 'weights drawn with std 0.01 are small, of both signs, and not all alike',
    zh: '用标准差 0.01 抽出的权重很小，有正有负，各不相同',
  },
  (t) => {
    const values = draw(8, 4, 0, 0.01, 1);
    t.holds(values.some((v) => v > 0) && values.some((v) => v < 0), {
      en: 'a bell around 0 has two sides',
      zh: '以 0 为中心的钟形有两边',
    });
    // One seed only. All of one sign: 2⁻³¹. One of 32 draws beyond ten standard deviations: once in 10²¹.
    t.holds(values.every((v) => Math.abs(v) < 0.1) && new Set(values).size > 30, {
      en: 'ten times the std is as good as impossible',
      zh: '十倍标准差几乎不可能',
    });
  },
);

property(
  { en: 'the same seed gives the same numbers', zh: '种子相同，数就相同' },
  [...sizes],
  (t, rows, columns, seed) => {
    t.input(texts.seed, seed);
    t.equal(draw(rows, columns, 0, 1, seed), draw(rows, columns, 0, 1, seed), {
      en: 'the generator you are given is the only source',
      zh: '给你的生成器是唯一的来源',
    });
    // 16 numbers with 24 random bits each: they agree by chance with less than 2⁻³⁰⁰.
    t.holds(draw(4, 4, 0, 1, seed).join() !== draw(4, 4, 0, 1, seed + 1).join(), {
      en: 'another seed, other numbers',
      zh: '换个种子，数就不同',
    });
  },
);

property(
  { en: 'twice the std, twice every number', zh: '标准差加倍，每个数都加倍' },
  [...sizes, gen.constantFrom(0.01, 0.5, 2, 8)],
  (t, rows, columns, seed, std) => {
    t.input(texts.std, std);
    // Not vacuous: of two numbers or more, with 24 random bits each, all are 0 with less than 2⁻⁴⁷.
    const unit = draw(rows + 1, columns, 0, 1, seed);
    t.close(
      draw(rows + 1, columns, 0, std, seed),
      unit.map((v) => v * std),
      { en: 'std stretches: it is no variance', zh: '标准差是拉伸，不是方差' },
    );
    t.holds(
      unit.some((v) => v !== 0),
      { en: 'there is something to stretch', zh: '得有东西可拉伸' },
    );
  },
);

property(
  { en: 'the mean shifts every number', zh: '均值让每个数平移' },
  [...sizes, gen.constantFrom(-3, 0.5, 10)],
  (t, rows, columns, seed, mean) => {
    t.input(texts.mean, mean);
    const unit = draw(rows, columns, 0, 1, seed);
    t.close(
      draw(rows, columns, mean, 1, seed),
      unit.map((v) => v + mean),
      { en: 'mean and std, not low and high', zh: '是均值和标准差，不是下限和上限' },
      1e-5,
    );
  },
);

property(
  { en: 'std 0 gives the mean', zh: '标准差为 0，得到的就是均值' },
  [...sizes],
  (t, rows, columns, seed) => {
    t.equal(draw(rows, columns, 2.5, 0, seed), new Array(rows * columns).fill(2.5), {
      en: 'no spread at all',
      zh: '完全没有散布',
    });
  },
);

property(
  { en: 'a second parameter gets other numbers', zh: '第二个参数得到别的数' },
  [gen.seed()],
  (t, seed) => {
    const generator = new Generator(seed);
    const [a, b] = [new Parameter(zeros([3, 4])), new Parameter(zeros([3, 4]))];
    normal_(a, 0, 1, generator);
    normal_(b, 0, 1, generator);
    // 12 numbers with 24 random bits each: they agree by chance with less than 2⁻²⁰⁰.
    t.holds(a.array.values().join() !== b.array.values().join(), {
      en: 'the generator goes on; it is not started again',
      zh: '生成器接着往下走，不能从头再来',
    });
  },
);

property(
  { en: 'a negative std is refused, and nothing changes', zh: '负的标准差被拒绝，什么都不变' },
  [gen.constantFrom(-1, -0.01)],
  (t, std) => {
    const p = new Parameter(zeros([2, 2]));
    t.input(texts.std, std);
    t.throws(() => normal_(p, 5, std, new Generator(1)), ['std'], {
      en: 'a spread below nothing has no meaning: say std in the error',
      zh: '小于零的散布没有意义：错误信息里要提到 std',
    });
    t.equal(p.array.values(), [0, 0, 0, 0], {
      en: 'checked before the first number',
      zh: '在写第一个数之前就检查',
    });
  },
);

property(
  { en: 'filled in place, and not recorded', zh: '原地填入，不被记录' },
  [...sizes],
  (t, rows, columns, seed) => {
    const p = new Parameter(zeros([rows, columns]));
    const { data } = p.array;
    t.runs(() => normal_(p, 0, 1, new Generator(seed)), {
      en: 'a parameter can be filled',
      zh: '参数是可以填的',
    });
    t.holds(p.array.data === data && p.isLeaf && p.gradFn === null && p.requiresGrad, {
      en: 'same box, same memory, a trainable leaf',
      zh: '同一个盒子，同一块内存，可训练的叶子',
    });
  },
);

property(
  { en: 'many numbers have the mean and the std asked for', zh: '数多了，均值和标准差与要求的一致' },
  [gen.seed()],
  (t, seed) => {
    for (const [mean, std] of [
      [0, 1],
      [0, 0.01],
      [-2, 0.5],
    ] as const) {
      const values = draw(101, 99, mean, std, seed);
      // 9,999 draws. Mean: standard error std/100, band of 7 of them (chance 3e-12). Std: relative error 1/√(2n) = 0.0071, band 0.05 = 7 of them.
      t.holds(Math.abs(average(values) - mean) < 0.07 * std, {
        en: 'the middle is the mean',
        zh: '中心就是均值',
      });
      t.holds(Math.abs(spread(values) / std - 1) < 0.05, {
        en: 'the spread is the std',
        zh: '散布就是标准差',
      });
    }
  },
  { runs: 1 },
);

property(
  { en: 'the numbers have the tails of a bell', zh: '这些数有钟形的尾巴' },
  [gen.seed()],
  (t, seed) => {
    const values = draw(401, 99, 0, 1, seed);
    const share = (limit: number) => values.filter((v) => Math.abs(v) > limit).length / values.length;
    // 39,699 draws. Shares of a normal: 0.3173 beyond 1, 0.0455 beyond 2, ½ above 0; standard errors 0.0023, 0.0010 and
    // 0.0025, bands of 7 of them (chance 3e-12 each).
    t.holds(Math.abs(share(1) - 0.3173) < 0.0164, {
      en: 'a third lies beyond one std',
      zh: '三分之一在一个标准差之外',
    });
    t.holds(Math.abs(share(2) - 0.0455) < 0.0074, {
      en: 'one in twenty-two lies beyond two',
      zh: '二十二分之一在两个标准差之外',
    });
    const positive = values.filter((v) => v > 0).length / values.length;
    t.holds(Math.abs(positive - 0.5) < 0.0176, { en: 'half of them are positive', zh: '一半为正' });
  },
  { runs: 1 },
);
