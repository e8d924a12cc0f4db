import { initPlan, type Rule } from '#kata/03-initialization/05-one-rule-per-block/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, type Module, ReLU, Sequential, type Tensor, tensor } from '#lib';

forbid(['initialise_', 'walk', 'walkSlots'], {
  en: 'it does the walk or the fill for you. Go through the named parameters.',
  zh: '它会替你遍历或填充。请遍历带名字的参数。',
});

const texts = {
  plan: { en: 'plan', zh: '方案' },
  names: { en: 'names', zh: '名字' },
} satisfies Record<string, Text>;

// Not vacuous: rules write 42, −1, 0.5 and the like; fresh numbers are random, so what no rule names is told apart.
const fillWith = (value: number) => (p: Tensor) => void p.data.copy_(tensor(value));
const linear = (inputs: number, outputs: number, seed: number) =>
  new Linear(inputs, outputs, { generator: new Generator(seed) });
/** block.0.weight, block.0.bias, block.2.weight, block.2.bias, last.weight, last.bias. */
function twoBlocks(seed: number): Module {
  const net = new Sequential() as Module;
  net.addModule('block', new Sequential(linear(2, 3, seed), new ReLU(), linear(3, 2, seed + 1)));
  net.addModule('last', linear(2, 1, seed + 2));
  return net;
}
const valuesOf = (net: Module): Record<string, number[]> =>
  Object.fromEntries([...net.namedParameters()].map(([name, p]) => [name, p.array.values()]));
/** What a plan should leave: the oracle asks every rule about every name, last one wins. */
function wanted(
  before: Record<string, number[]>,
  plan: readonly (readonly [string, number])[],
): Record<string, number[]> {
  const after = { ...before };
  for (const [pattern, value] of plan) {
    for (const name of Object.keys(before))
      if (new RegExp(pattern).test(name)) after[name] = before[name]!.map(() => value);
  }
  return after;
}
const patterns = ['weight$', 'bias$', '^last', '^block', '0', 'block\\.2\\.weight', '.'];
const plans = gen.list(gen.tuple(gen.constantFrom(...patterns), gen.constantFrom(42, -1, 0.5)), 0, 4);

example(
  {
    en: 'the book’s plan: one rule for the first layer, 42 for the last',
    zh: '书中的方案：第一层一条规则，最后一层填 42',
  },
  (t) => {
    const net = new Sequential(linear(4, 8, 1), new ReLU(), linear(8, 1, 2)) as Module;
    const biases = [valuesOf(net)['0.bias'], valuesOf(net)['2.bias']];
    initPlan(net, [
      [/^0\.weight$/, fillWith(0.5)],
      [/^2\.weight$/, fillWith(42)],
    ]);
    const after = valuesOf(net);
    t.equal([after['0.weight'], after['2.weight']], [new Array(32).fill(0.5), new Array(8).fill(42)], {
      en: 'each weight by its own rule',
      zh: '每个权重按自己的规则',
    });
    t.equal([after['0.bias'], after['2.bias']], biases, {
      en: 'the text said weights: the biases stay',
      zh: '说的是权重：偏置不动',
    });
  },
);

property(
  {
    en: 'what a pattern matches follows its rule, and nothing else moves',
    zh: '模式匹配到的按规则来，其余一概不动',
  },
  [plans, gen.seed()],
  (t, plan, seed) => {
    const net = twoBlocks(seed);
    const before = valuesOf(net);
    t.input(
      texts.plan,
      plan.map(([pattern, value]) => `${pattern} → ${value}`),
    );
    t.input(texts.names, Object.keys(before));
    initPlan(
      net,
      plan.map(([pattern, value]): Rule => [new RegExp(pattern), fillWith(value)]),
    );
    t.equal(Object.entries(valuesOf(net)).flat(2), Object.entries(wanted(before, plan)).flat(2), {
      en: 'numbers that no rule names are the same to the last bit',
      zh: '没有规则提到的数，一位都不变',
    });
  },
);

property(
  { en: 'where several rules match, the last one wins', zh: '几条规则都匹配时，最后一条说了算' },
  [gen.seed()],
  (t, seed) => {
    const net = twoBlocks(seed);
    initPlan(net, [
      [/weight/, fillWith(1)],
      [/last/, fillWith(2)],
      [/last\.bias/, fillWith(3)],
    ]);
    const after = valuesOf(net);
    t.equal([after['block.0.weight']![0], after['last.weight']![0], after['last.bias']![0]], [1, 2, 3], {
      en: 'from general to special, as in a style sheet',
      zh: '从一般到特殊，像样式表那样',
    });
  },
);

property(
  {
    en: 'a rule that matches nothing is an error, and nothing changes',
    zh: '什么都没匹配到的规则报错，什么都不变',
  },
  [gen.constantFrom('^lost', 'weigth', '9'), gen.boolean(), gen.seed()],
  (t, pattern, first, seed) => {
    const net = twoBlocks(seed);
    const before = valuesOf(net);
    const good: Rule = [/weight/, fillWith(7)];
    const bad: Rule = [new RegExp(pattern), fillWith(8)];
    t.throws(() => initPlan(net, first ? [bad, good] : [good, bad]), [pattern], {
      en: 'a typing slip must not pass for an initialised net: name the pattern',
      zh: '拼错了不能当成已经初始化：错误里要写出模式',
    });
    t.equal(Object.values(valuesOf(net)).flat(), Object.values(before).flat(), {
      en: 'all patterns are checked before the first rule runs',
      zh: '先检查所有模式，再运行第一条规则',
    });
  },
);

property(
  { en: 'a pattern with the g flag matches every name it should', zh: '带 g 标志的模式，该匹配的都匹配' },
  [gen.seed()],
  (t, seed) => {
    const layers = Array.from(
      { length: 3 },
      (_, i) => new Linear(2, 2, { bias: false, generator: new Generator(seed + i) }),
    );
    const net = new Sequential(...layers) as Module;
    initPlan(net, [[/weight/g, fillWith(4)]]);
    t.equal(
      layers.map(({ weight }) => weight.array.values()[0]),
      [4, 4, 4],
      { en: 'such a pattern remembers where it stopped', zh: '这种模式会记住上次停在哪里' },
    );
  },
);

property(
  {
    en: 'a rule is handed the parameter itself, a shared one once',
    zh: '交给规则的是参数本身，共享的只交一次',
  },
  [gen.dim(2, 4)],
  (t, times) => {
    const shared = linear(2, 2, 3);
    const net = new Sequential(...Array.from({ length: times }, () => shared)) as Module;
    const handed: Tensor[] = [];
    initPlan(net, [[/weight/, (p) => void handed.push(p)]]);
    t.equal(handed.length, 1, { en: 'one box, one start', zh: '一个盒子，初始化一次' });
    t.identical(handed[0], shared.weight, { en: 'not a copy', zh: '不是副本' });
  },
);

property({ en: 'an empty plan is fine', zh: '空方案也行' }, [gen.seed()], (t, seed) => {
  const net = twoBlocks(seed);
  const before = valuesOf(net);
  t.runs(() => initPlan(net, []), { en: 'nothing to do is no error', zh: '没事可做不是错误' });
  t.equal(Object.values(valuesOf(net)).flat(), Object.values(before).flat(), {
    en: 'nothing moves',
    zh: '什么都不动',
  });
});
