import { type Report, transplant } from '#kata/02-nested/07-boss-transplant/kata.ts';
import { myProperty } from '#kata/02-nested/07-boss-transplant/property.ts';
import { boss, example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, type Module, Sequential, Tanh, tensor } from '#lib';

forbid(['loadStateDict', 'loadState', 'vectorToParameters'], {
  en: 'it loads for you. Find each box by its name and copy the numbers.',
  zh: '它会替你载入。请按名字找到每个盒子，再复制里面的数。',
});

type Pairs = readonly (readonly [string, string])[];
const texts = { pairs: { en: 'from → to', zh: '从 → 到' } } satisfies Record<string, Text>;
const linear = (inputs: number, outputs: number, seed: number) =>
  new Linear(inputs, outputs, { generator: new Generator(seed) });
/** block.0, block.2 and head: 2 → 3 → 3 → 2. Not vacuous: source and target come from different seeds. */
function build(seed: number): Module {
  const net = new Sequential() as Module;
  net.addModule('block', new Sequential(linear(2, 3, seed), new Tanh(), linear(3, 3, seed + 1)));
  net.addModule('head', linear(3, 2, seed + 2));
  return net;
}
const names = [...build(1).namedParameters()].map(([name]) => name);
const valuesOf = (net: Module): Record<string, number[]> =>
  Object.fromEntries(
    [...net.namedParameters({ removeDuplicate: false })].map(([name, p]) => [name, p.array.values()]),
  );
const show = (pairs: Pairs) => pairs.map(([from, to]) => `${from} → ${to}`);

example(
  { en: 'two layers move into another net, the head stays', zh: '两层移到另一个网络，头部不动' },
  (t) => {
    const [from, to] = [build(1), build(9)];
    const head = valuesOf(to)['head.weight'];
    const { moved, skipped } = transplant(from, to, [
      ['block.0.weight', 'block.0.weight'],
      ['block.0.bias', 'block.0.bias'],
    ]);
    t.equal(valuesOf(to)['block.0.weight'], valuesOf(from)['block.0.weight'], {
      en: 'the numbers arrive',
      zh: '数到了',
    });
    t.equal([valuesOf(to)['head.weight'], moved, skipped], [head, ['block.0.weight', 'block.0.bias'], []], {
      en: '[head, moved, skipped]',
      zh: '[头部, 移动了的, 跳过的]',
    });
  },
);

property(
  { en: 'only the names of the plan change', zh: '只有方案里的名字会变' },
  [gen.list(gen.constantFrom(...names), 0, 4), gen.seed()],
  (t, chosen, seed) => {
    const [from, to] = [build(seed), build(seed + 40)];
    const distinct = [...new Set(chosen)];
    const [source, before] = [valuesOf(from), valuesOf(to)];
    const pairs = distinct.map((name) => [name, name] as const);
    t.input(texts.pairs, show(pairs));
    transplant(from, to, pairs);
    const wanted = names.map((name) => (distinct.includes(name) ? source[name] : before[name]));
    t.equal(
      names.map((name) => valuesOf(to)[name]),
      wanted,
      { en: 'the rest is the same to the last bit', zh: '其余一位不变' },
    );
    t.equal(
      names.map((name) => valuesOf(from)[name]),
      names.map((name) => source[name]),
      { en: 'the source is left alone', zh: '来源不动' },
    );
  },
);

property(
  {
    en: 'numbers go to the renamed place, into the boxes that are there',
    zh: '数去往改名后的地方，进入已有的盒子',
  },
  [gen.seed()],
  (t, seed) => {
    const [from, to] = [linear(3, 3, seed), build(seed + 40)];
    const boxes = [...to.parameters()];
    const { moved } = transplant(from, to, [
      ['weight', 'block.2.weight'],
      ['bias', 'block.2.bias'],
    ]);
    t.equal(to.getParameter('block.2.weight').array.values(), from.weight.array.values(), {
      en: 'from weight to block.2.weight',
      zh: '从 weight 到 block.2.weight',
    });
    t.holds(
      [...to.parameters()].every((p, i) => p === boxes[i] && p.isLeaf && p.requiresGrad),
      { en: 'no box is replaced', zh: '没有换盒子' },
    );
    t.holds(to.getParameter('block.2.weight').array.data !== from.weight.array.data, {
      en: 'and no memory is shared',
      zh: '也没有共用内存',
    });
    t.equal(moved, ['block.2.weight', 'block.2.bias'], {
      en: 'told by the new names, in the order of the plan',
      zh: '按新名字、按方案的顺序报告',
    });
  },
);

property(
  {
    en: 'a wrong shape or an unknown name is an error, and nothing changes',
    zh: '形状不对或名字不存在就报错，什么都不变',
  },
  [
    gen.constantFrom<readonly [string, string]>(
      ['block.0.weight', 'head.weight'],
      ['lost.weight', 'head.weight'],
      ['head.weight', 'lost.weight'],
      ['block.0.bias', 'block.2.weight'],
    ),
    gen.seed(),
  ],
  (t, bad, seed) => {
    const [from, to] = [build(seed), build(seed + 40)];
    const before = valuesOf(to);
    const pairs: Pairs = [['block.0.weight', 'block.0.weight'], bad];
    t.input(texts.pairs, show(pairs));
    t.throws(
      () => transplant(from, to, pairs),
      [bad.some((name) => name.startsWith('lost')) ? 'lost' : bad[1]],
      { en: 'the error names the culprit', zh: '错误里写出是哪一个' },
    );
    t.equal(Object.values(valuesOf(to)).flat(), Object.values(before).flat(), {
      en: 'all is checked before the first number moves',
      zh: '先全部检查，再动第一个数',
    });
  },
);

property(
  { en: 'what is frozen in the target is skipped and told', zh: '目标里冻结的跳过，并报告' },
  [gen.constantFrom(...names), gen.seed()],
  (t, frozen, seed) => {
    const [from, to] = [build(seed), build(seed + 40)];
    to.getParameter(frozen).requiresGrad = false;
    const before = valuesOf(to)[frozen];
    t.input({ en: 'frozen', zh: '冻结的' }, frozen);
    const { moved, skipped } = transplant(
      from,
      to,
      names.map((name) => [name, name] as const),
    );
    t.equal(valuesOf(to)[frozen], before, { en: 'fixed numbers stay fixed', zh: '固定的数保持固定' });
    t.equal([moved, skipped], [names.filter((name) => name !== frozen), [frozen]], {
      en: '[moved, skipped]',
      zh: '[移动了的, 跳过的]',
    });
  },
);

property(
  {
    en: 'a box reached by two names is written once; two sources for it are an error',
    zh: '两个名字通向同一个盒子，只写一次；两个来源争它就报错',
  },
  [gen.seed()],
  (t, seed) => {
    const shared = linear(3, 3, seed);
    const to = new Sequential(shared, new Tanh(), shared) as Module;
    const from = linear(3, 3, seed + 7);
    const report = transplant(from, to, [
      ['weight', '0.weight'],
      ['weight', '2.weight'],
    ]);
    t.equal(report.moved, ['0.weight'], { en: 'one box, one line', zh: '一个盒子，一行' });
    const before = shared.weight.array.values();
    t.equal(before, from.weight.array.values(), { en: 'the numbers arrive', zh: '数到了' });
    const two = new Sequential(linear(3, 3, seed + 1), linear(3, 3, seed + 2)) as Module;
    t.throws(
      () =>
        transplant(two, to, [
          ['0.weight', '0.weight'],
          ['1.weight', '2.weight'],
        ]),
      ['2.weight'],
      { en: 'which of the two should win?', zh: '两个里该谁赢？' },
    );
    t.equal(shared.weight.array.values(), before, {
      en: 'a conflict changes nothing',
      zh: '冲突时什么都不变',
    });
  },
);

property({ en: 'a net can swap its own layers', zh: '网络可以交换自己的层' }, [gen.seed()], (t, seed) => {
  const [a, b] = [linear(2, 2, seed), linear(2, 2, seed + 1)];
  const net = new Sequential(a, b) as Module;
  const [first, second] = [a.weight.array.values(), b.weight.array.values()];
  transplant(net, net, [
    ['0.weight', '1.weight'],
    ['1.weight', '0.weight'],
  ]);
  t.equal([a.weight.array.values(), b.weight.array.values()], [second, first], {
    en: 'read all, then write',
    zh: '先全部读出，再写入',
  });
  t.holds(net.forward(tensor([[1, 2]])).shape.length === 2, { en: 'the net still runs', zh: '网络仍能运行' });
});

boss<
  { transplant: (src: Module, dst: Module, rename: Pairs) => Report },
  (src: Module, dst: Module, rename: Pairs) => Report
>({ en: 'your property', zh: '你的性质' }, myProperty, (module) => module.transplant, {
  kata: '02-nested/07-boss-transplant',
  atLeast: 6,
});
