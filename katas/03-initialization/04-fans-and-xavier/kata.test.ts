import {
  defaultBound,
  fans,
  type Layout,
  xavierUniform_,
} from '#kata/03-initialization/04-fans-and-xavier/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Parameter, zeros } from '#lib';

forbid(
  ['fans', 'xavierUniform_', 'initialise_', 'calculateFanInAndFanOut', 'calculateGain', 'fillUniform'].concat(
    'kernelFans',
    'GlorotUniform',
    'VarianceScaling',
    'Xavier',
  ),
  {
    en: 'it is the answer itself. Count the inputs and outputs yourself.',
    zh: '它就是答案本身。请自己数输入和输出。',
  },
);

const texts = {
  shape: { en: 'shape', zh: '形状' },
  layout: { en: 'layout', zh: '布局' },
  gain: { en: 'gain', zh: '增益' },
} satisfies Record<string, Text>;
const layouts: readonly Layout[] = ['out-in', 'in-out'];
const layout = gen.constantFrom(...layouts);
/** A shape from its parts: the field of a convolution stands behind (out, in), and before (in, out). */
const shapeOf = (kind: Layout, fanIn: number, fanOut: number, field: readonly number[]): number[] =>
  kind === 'out-in' ? [fanOut, fanIn, ...field] : [...field, fanIn, fanOut];
/** Not vacuous: p starts at 0, and 0 is no number that the ends of a range could be. */
const draw = (
  shape: readonly number[],
  options: { gain?: number; layout?: Layout },
  rng = new Generator(3),
): number[] => {
  const p = new Parameter(zeros(shape));
  xavierUniform_(p, options, rng);
  return p.array.values();
};
/** A generator whose every number is u: 0 shows one end of a range, ½ its middle. Which end is up is nobody's concern. */
const always = (u: number): Generator =>
  Object.assign(new Generator(1), { uniform: () => u, uniform53: () => u });
// Not vacuous: the two fans are drawn apart, and a field of 3 · 5 cells makes every wrong product show.
const fields = gen.constantFrom<readonly number[]>([], [], [3], [3, 5]);

example(
  {
    en: 'a layer from 4 to 8 has fan-in 4, fan-out 8 and the bound √(6/12)',
    zh: '从 4 到 8 的层：扇入 4，扇出 8，界是 √(6/12)',
  },
  (t) => {
    t.equal([fans([8, 4], 'out-in').fanIn, fans([8, 4], 'out-in').fanOut], [4, 8], {
      en: 'PyTorch and Gluon keep (out, in)',
      zh: 'PyTorch 和 Gluon 的形状是（输出，输入）',
    });
    t.equal([fans([4, 8], 'in-out').fanIn, fans([4, 8], 'in-out').fanOut], [4, 8], {
      en: 'Keras keeps (in, out)',
      zh: 'Keras 的形状是（输入，输出）',
    });
    const ends = draw([8, 4], { gain: 1, layout: 'out-in' }, always(0));
    const end = ends[0]! > 0 ? Math.sqrt(0.5) : -Math.sqrt(0.5);
    t.close(ends, new Array(32).fill(end), {
      en: 'a number at the very end of the range',
      zh: '恰好在范围一端的数',
    });
  },
);

property(
  {
    en: 'fans count what feeds one unit, and what one input feeds',
    zh: '扇入数的是谁喂给一个单元，扇出数的是一个输入喂给谁',
  },
  [layout, gen.dim(1, 6), gen.dim(1, 6), fields],
  (t, kind, fanIn, fanOut, field) => {
    const shape = shapeOf(kind, fanIn, fanOut, field);
    const size = field.reduce((product, n) => product * n, 1);
    t.input(texts.shape, shape);
    t.input(texts.layout, kind);
    const got = fans(shape, kind);
    t.equal([got.fanIn, got.fanOut], [fanIn * size, fanOut * size], {
      en: '[fan-in, fan-out]; every cell of a kernel’s field counts',
      zh: '[扇入, 扇出]；卷积核里的每一格都算',
    });
  },
);

property(
  {
    en: 'the range is exactly ±gain · √(6 / (fan-in + fan-out))',
    zh: '范围恰好是 ±增益 · √(6 / (扇入 + 扇出))',
  },
  [layout, gen.dim(1, 6), gen.dim(1, 6), fields, gen.constantFrom(1, 0.5, 3)],
  (t, kind, fanIn, fanOut, field, gain) => {
    const shape = shapeOf(kind, fanIn, fanOut, field);
    const size = field.reduce((product, n) => product * n, 1);
    t.input(texts.shape, shape);
    t.input(texts.layout, kind);
    t.input(texts.gain, gain);
    const bound = gain * Math.sqrt(6 / ((fanIn + fanOut) * size));
    const got = [0, 0.5, 0.75].map((u) => draw(shape, { gain, layout: kind }, always(u))[0]!);
    t.close(got, got[0]! > 0 ? [bound, 0, -bound / 2] : [-bound, 0, bound / 2], {
      en: 'one end, the middle, and half-way to the other end',
      zh: '一端、中点、往另一端走一半',
    });
  },
);

property(
  { en: 'gain and layout may be left out', zh: '增益和布局可以不写' },
  [gen.dim(1, 5), gen.dim(1, 5), fields],
  (t, rows, columns, field) => {
    // With a field behind them, (out, in) and (in, out) have different ranges; a matrix cannot tell them apart.
    const shape = [rows, columns, ...field];
    t.input(texts.shape, shape);
    t.equal(draw(shape, {}), draw(shape, { gain: 1, layout: 'out-in' }), {
      en: 'gain 1 and (out, in)',
      zh: '增益 1，（输出，输入）',
    });
  },
);

property(
  { en: 'transposed, a matrix has the same range', zh: '转置之后，矩阵的范围不变' },
  [layout, gen.dim(1, 6), gen.dim(1, 6)],
  (t, kind, a, b) => {
    t.input(texts.shape, [a, b]);
    t.close(draw([a, b], { layout: kind }, always(0))[0], draw([b, a], { layout: kind }, always(0))[0], {
      en: 'the formula treats both fans alike',
      zh: '公式对两个扇一视同仁',
    });
  },
);

property(
  { en: 'a vector is refused, and stays as it is', zh: '向量被拒绝，保持原样' },
  [gen.dim(1, 6)],
  (t, n) => {
    const bias = new Parameter(zeros([n]).add(7));
    t.throws(() => xavierUniform_(bias, {}, new Generator(1)), [], {
      en: 'how many inputs feed a bias? There is no answer',
      zh: '有几个输入喂给偏置？没有答案',
    });
    t.throws(() => fans([n], 'out-in'), [], { en: 'one axis has no fans', zh: '只有一个轴，谈不上扇入扇出' });
    t.equal(bias.array.values(), new Array(n).fill(7), {
      en: 'refused before the first number is written',
      zh: '在写第一个数之前就拒绝',
    });
  },
);

property(
  { en: 'the default range of PyTorch asks for the fan-in alone', zh: 'PyTorch 的默认范围只看扇入' },
  [gen.dim(1, 400)],
  (t, fanIn) => {
    t.input({ en: 'fan-in', zh: '扇入' }, fanIn);
    t.close(defaultBound(fanIn), 1 / Math.sqrt(fanIn), {
      en: 'the book says input and output; it is 1/√fan-in',
      zh: '书上说与输入和输出有关；其实是 1/√扇入',
    });
  },
);

property(
  { en: 'the same seed gives the same numbers, in place', zh: '种子相同，数就相同，而且原地' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, rows, columns, seed) => {
    const p = new Parameter(zeros([rows, columns]));
    const { data } = p.array;
    t.runs(() => xavierUniform_(p, {}, new Generator(seed)), {
      en: 'a parameter can be filled',
      zh: '参数是可以填的',
    });
    t.equal(p.array.values(), draw([rows, columns], {}, new Generator(seed)), {
      en: 'the generator you are given is the only source',
      zh: '给你的生成器是唯一的来源',
    });
    t.holds(p.array.data === data && p.isLeaf && p.gradFn === null && p.requiresGrad, {
      en: 'same box, same memory, a trainable leaf',
      zh: '同一个盒子，同一块内存，可训练的叶子',
    });
  },
);

property(
  { en: 'the range is filled from end to end', zh: '整个范围都填满' },
  [gen.seed()],
  (t, seed) => {
    const values = draw([90, 30], { gain: 2 }, new Generator(seed));
    const bound = 2 * Math.sqrt(6 / 120);
    // 2,700 draws: beyond 0.98 of the bound on one given side but once in 10¹¹.
    t.holds(
      values.every((v) => Math.abs(v) <= Math.fround(bound)),
      { en: 'nothing outside', zh: '没有越界的' },
    );
    t.holds(Math.max(...values) > 0.98 * bound && Math.min(...values) < -0.98 * bound, {
      en: 'close to both ends',
      zh: '两端都接近',
    });
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const std = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    // Relative standard error of the std of a uniform: √(0.2 / n) = 0.0086; the band is 7 of them (chance 3e-12).
    t.holds(Math.abs(std / (bound / Math.sqrt(3)) - 1) < 0.06, {
      en: 'spread evenly: the std is bound/√3',
      zh: '分布均匀：标准差是界除以 √3',
    });
  },
  { runs: 1 },
);
