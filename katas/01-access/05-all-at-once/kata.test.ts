import { shapes, totals } from '#kata/01-access/05-all-at-once/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Linear, type Module, type Parameter, ReLU, Sequential, Tanh } from '#lib';

forbid(['countParameters', 'parameterPaths', 'walkSlots', 'stateDict'], {
  en: 'it collects the answer for you. namedParameters gives you all you need.',
  zh: '它会替你收集答案。有 namedParameters 就够了。',
});

const texts = {
  net: { en: 'net', zh: '网络' },
  sizes: { en: 'in, out', zh: '输入、输出宽度' },
} satisfies Record<string, Text>;

const kinds = ['Linear', 'Linear without bias', 'ReLU', 'Tanh'] as const;
type Kind = (typeof kinds)[number];
// Not vacuous: no weight is square, and most plans have a gap or a layer without bias in them.
const plans = gen.list(gen.constantFrom<Kind>(...kinds), 0, 6);
const make: Record<Kind, () => Module> = {
  Linear: () => new Linear(4, 8),
  'Linear without bias': () => new Linear(8, 3, { bias: false }),
  ReLU: () => new ReLU(),
  Tanh: () => new Tanh(),
};
const build = (plan: readonly Kind[]): Sequential =>
  new Sequential(...plan.map((kind) => make[kind]())) as never;

/** Names and shapes by hand, from the plan alone. */
const wanted = (plan: readonly Kind[]): [string, number[]][] =>
  plan.flatMap((kind, i): [string, number[]][] => {
    if (kind === 'Linear')
      return [
        [`${i}.weight`, [8, 4]],
        [`${i}.bias`, [8]],
      ];
    return kind === 'Linear without bias' ? [[`${i}.weight`, [3, 8]]] : [];
  });

example(
  {
    en: 'the book’s net has 0.weight (8, 4), 0.bias (8), 2.weight (1, 8), 2.bias (1)',
    zh: '书中的网络有 0.weight (8, 4)、0.bias (8)、2.weight (1, 8)、2.bias (1)',
  },
  (t) => {
    const net = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1));
    t.equal(
      shapes(net),
      [
        ['0.weight', [8, 4]],
        ['0.bias', [8]],
        ['2.weight', [1, 8]],
        ['2.bias', [1]],
      ],
      {
        en: 'position, dot, name; then the shape',
        zh: '位置、点、名字，然后是形状',
      },
    );
  },
);

property(
  { en: 'names keep the gap where an activation stands', zh: '激活层占着的位置，在名字里留出空缺' },
  [plans],
  (t, plan) => {
    t.input(texts.net, plan);
    t.equal(shapes(build(plan)), wanted(plan), {
      en: 'every parameter with its position in the net, in order',
      zh: '每个参数都带着自己在网络里的位置，依次排列',
    });
  },
);

property(
  { en: 'a layer by itself has names without a prefix', zh: '单独看一层，名字没有前缀' },
  [gen.dim(1, 5), gen.dim(1, 5)],
  (t, inputs, outputs) => {
    t.input(texts.sizes, [inputs, outputs]);
    t.equal(
      shapes(new Linear(inputs, outputs)),
      [
        ['weight', [outputs, inputs]],
        ['bias', [outputs]],
      ],
      {
        en: 'a name is seen from where you stand',
        zh: '名字取决于你从哪里看',
      },
    );
  },
);

property(
  {
    en: 'layout in,out turns weights round and leaves biases alone',
    zh: '布局 in,out 把权重转过来，偏置不变',
  },
  [gen.dim(1, 6), gen.dim(1, 6)],
  (t, inputs, outputs) => {
    t.input(texts.sizes, [inputs, outputs]);
    t.equal(
      shapes(new Linear(inputs, outputs), 'in,out'),
      [
        ['weight', [inputs, outputs]],
        ['bias', [outputs]],
      ],
      {
        en: 'a kernel in Keras is (in, out)',
        zh: 'Keras 的 kernel 是 (in, out)',
      },
    );
    t.equal(
      shapes(new Linear(inputs, outputs)),
      [
        ['weight', [outputs, inputs]],
        ['bias', [outputs]],
      ],
      {
        en: 'without a word about layout it is (out, in)',
        zh: '不说布局时就是 (out, in)',
      },
    );
  },
);

property(
  { en: 'more than ten layers stay in order', zh: '超过十层，次序也不乱' },
  [gen.dim(11, 14)],
  (t, layers) => {
    const plan = Array.from({ length: layers }, (): Kind => 'Linear');
    t.equal(
      shapes(build(plan)).map(([name]) => name),
      wanted(plan).map(([name]) => name),
      { en: 'layer 2 comes before layer 10', zh: '第 2 层在第 10 层之前' },
    );
  },
);

property({ en: 'the list can be read twice', zh: '列表可以读两遍' }, [plans], (t, plan) => {
  t.input(texts.net, plan);
  const list = shapes(build(plan));
  const read = () => Array.from(list, ([name]) => name);
  t.equal(
    read(),
    wanted(plan).map(([name]) => name),
    { en: 'the first reading', zh: '第一遍' },
  );
  t.equal(
    read(),
    wanted(plan).map(([name]) => name),
    {
      en: 'the second reading: a generator would be empty by now',
      zh: '第二遍：如果是生成器，这时已经空了',
    },
  );
});

property(
  { en: 'writing into the list leaves the net as it is', zh: '改动列表，网络不变' },
  [gen.dim(2, 5), gen.dim(2, 5)],
  (t, inputs, outputs) => {
    const layer = new Linear(inputs, outputs);
    const list = shapes(layer);
    t.equal(list.length, 2, { en: 'there is something to write into', zh: '得有东西可改' });
    for (const [, shape] of list) shape[0] = 99;
    t.equal([...layer.weight.shape], [outputs, inputs], {
      en: 'the shape in the list is a list of your own',
      zh: '列表里的形状应当是自己的一份',
    });
  },
);

property({ en: 'totals need one walk only', zh: '合计只需要走一遍' }, [plans], (t, plan) => {
  const net = build(plan);
  t.input(texts.net, plan);
  const rows = wanted(plan);
  const numbers = rows.reduce((sum, [, shape]) => sum + shape.reduce((product, n) => product * n, 1), 0);
  const { parameters, numbers: counted } = totals(net.namedParameters());
  t.equal(parameters, rows.length, { en: 'the number of parameters', zh: '参数的个数' });
  t.equal(counted, numbers, {
    en: 'the numbers in them: a generator can be walked once, so count both on the way',
    zh: '其中一共有多少个数：生成器只能走一遍，两样要在路上一起数',
  });
});

property(
  { en: 'totals count whatever comes, lists too', zh: '给什么就数什么，列表也一样' },
  [gen.list(gen.dim(1, 5), 0, 4)],
  (t, widths) => {
    t.input({ en: 'widths', zh: '宽度' }, widths);
    const named = widths.map((width, i): [string, Parameter] => [`p${i}`, new Linear(width, 2).weight]);
    const result = totals(named);
    t.equal(
      [result.parameters, result.numbers],
      [widths.length, widths.reduce((sum, width) => sum + 2 * width, 0)],
      {
        en: 'nothing gives 0 and 0',
        zh: '什么都没有时就是 0 和 0',
      },
    );
  },
);
