import { strange_ } from '#kata/03-initialization/06-strange-distribution/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Parameter, zeros } from '#lib';

forbid(['uniform_', 'fillUniform', 'initialise_', 'rand', 'RandomUniform'], {
  en: 'it draws the numbers for you. Ask the generator for one number at a time.',
  zh: '它会替你抽数。请向生成器一个一个地要。',
});

const texts = {
  seed: { en: 'seed', zh: '种子' },
  uniform: { en: 'the generator gives', zh: '生成器给出' },
} satisfies Record<string, Text>;
const draw = (rows: number, columns: number, rng: Generator): number[] => {
  const p = new Parameter(zeros([rows, columns]));
  strange_(p, rng);
  return p.array.values();
};
/**
 * A generator that gives a list of numbers, and counts how many were asked for. Not vacuous: the numbers are known, and
 * those that stay are not 0.
 */
function scripted(numbers: readonly number[]) {
  const rng = new Generator(1);
  let asked = 0;
  const next = () => numbers[asked++ % numbers.length]!;
  Object.assign(rng, { uniform: next, uniform53: next });
  return { rng, asked: () => asked };
}
const sizes = [gen.dim(1, 4), gen.dim(1, 5), gen.seed()] as const;

example({ en: 'small numbers become 0, large ones stay', zh: '小的数变成 0，大的数留下' }, (t) => {
  // Which end of U(−10, 10) is up is nobody's concern.
  const values = draw(1, 4, scripted([0, 0.375, 0.625, 0.875]).rng);
  t.equal(values, values[0]! > 0 ? [10, 0, 0, -7.5] : [-10, 0, 0, 7.5], {
    en: 'U(−10, 10), with everything inside (−5, 5) set to 0',
    zh: 'U(−10, 10)，落在 (−5, 5) 里的一律设为 0',
  });
});

property(
  {
    en: 'every number is 0 or lies in [5, 10] or [−10, −5]',
    zh: '每个数要么是 0，要么在 [5, 10] 或 [−10, −5] 里',
  },
  [...sizes],
  (t, rows, columns, seed) => {
    const values = draw(rows, columns, new Generator(seed));
    t.input(texts.seed, seed);
    t.holds(
      values.every((v) => v === 0 || (Math.abs(v) >= 5 && Math.abs(v) <= 10)),
      { en: 'nothing in the gap but 0', zh: '空隙里除了 0 什么都没有' },
    );
  },
);

property(
  { en: 'exactly −5 and 5 stay', zh: '恰好是 −5 和 5 的数留下' },
  [gen.constantFrom(0.25, 0.75)],
  (t, u) => {
    t.input(texts.uniform, u);
    const [value] = draw(1, 1, scripted([u]).rng);
    t.equal(value, value! < 0 ? -5 : 5, {
      en: 'the rule keeps |w| ≥ 5',
      zh: '规则保留 |w| ≥ 5',
    });
  },
);

property(
  { en: 'the zeros are plain zeros', zh: '零就是普通的零' },
  [gen.constantFrom(0.26, 0.4, 0.499)],
  (t, u) => {
    t.input(texts.uniform, u);
    const [value] = draw(1, 1, scripted([u]).rng);
    t.holds(Object.is(value, 0), {
      en: 'a negative number times 0 is −0: it prints oddly, and 1/w is −∞',
      zh: '负数乘以 0 是 −0：打印出来很怪，1/w 是 −∞',
    });
  },
);

property(
  { en: 'one random number per element', zh: '每个元素用一个随机数' },
  [gen.dim(1, 4), gen.dim(1, 5)],
  (t, rows, columns) => {
    const { rng, asked } = scripted([0.1, 0.3, 0.9]);
    draw(rows, columns, rng);
    t.equal(asked(), rows * columns, {
      en: 'the number that decides is the number that stays',
      zh: '决定去留的数，就是留下的那个数',
    });
  },
);

property(
  { en: 'the same seed gives the same numbers', zh: '种子相同，数就相同' },
  [...sizes],
  (t, rows, columns, seed) => {
    t.input(texts.seed, seed);
    t.equal(draw(rows, columns, new Generator(seed)), draw(rows, columns, new Generator(seed)), {
      en: 'the generator you are given is the only source',
      zh: '给你的生成器是唯一的来源',
    });
  },
);

property(
  { en: 'the answer tells what was filled', zh: '返回值说明填了什么' },
  [gen.dim(1, 4), gen.dim(1, 5)],
  (t, rows, columns) => {
    const line = strange_(new Parameter(zeros([rows, columns])), new Generator(3), 'hidden.weight');
    t.equal(line, `Init hidden.weight (${rows}, ${columns})`, {
      en: 'the name, then the shape as in the book',
      zh: '先名字，再按书中的写法给出形状',
    });
    const unnamed = strange_(new Parameter(zeros([rows, columns])), new Generator(3));
    t.equal(unnamed, `Init weight (${rows}, ${columns})`, {
      en: 'without a name it is a weight',
      zh: '没给名字时就叫 weight',
    });
  },
);

property(
  { en: 'filled in place, and not recorded', zh: '原地填入，不被记录' },
  [...sizes],
  (t, rows, columns, seed) => {
    const p = new Parameter(zeros([rows, columns]));
    const { data } = p.array;
    t.runs(() => strange_(p, new Generator(seed)), { en: 'a parameter can be filled', zh: '参数是可以填的' });
    t.holds(p.array.data === data && p.isLeaf && p.gradFn === null && p.requiresGrad, {
      en: 'same box, same memory, a trainable leaf',
      zh: '同一个盒子，同一块内存，可训练的叶子',
    });
  },
);

property(
  { en: 'half are 0, a quarter is positive, a quarter negative', zh: '一半是 0，四分之一为正，四分之一为负' },
  [gen.seed()],
  (t, seed) => {
    const values = draw(101, 99, new Generator(seed));
    const share = (keep: (v: number) => boolean) => values.filter(keep).length / values.length;
    // 9,999 draws: standard errors 0.005 and 0.0043; bands of 7 of them, chance 3e-12.
    t.holds(Math.abs(share((v) => v === 0) - 0.5) < 0.035, {
      en: 'the gap is half of the range',
      zh: '空隙占整个范围的一半',
    });
    t.holds(Math.abs(share((v) => v > 0) - 0.25) < 0.031, {
      en: 'U(5, 10) with probability ¼',
      zh: 'U(5, 10) 的概率是 ¼',
    });
    t.holds(Math.abs(share((v) => v < 0) - 0.25) < 0.031, {
      en: 'U(−10, −5) with probability ¼',
      zh: 'U(−10, −5) 的概率是 ¼',
    });
    const far = values.filter((v) => v > 7.5).length / values.filter((v) => v > 0).length;
    // About 2,500 positive ones: standard error 0.01, band of 7.
    t.holds(Math.abs(far - 0.5) < 0.07, { en: 'the large ones are spread evenly', zh: '大的数分布均匀' });
  },
  { runs: 1 },
);
