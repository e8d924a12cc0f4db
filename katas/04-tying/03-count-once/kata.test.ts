import { sharedGroups, uniqueLayers, uniqueParameters } from '#kata/04-tying/03-count-once/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, type Module, type Parameter, ReLU, Sequential, Tanh, tensor } from '#lib';

forbid(['parameters', 'countParameters', 'parameterPaths', 'walk', 'walkSlots', 'modules', 'namedModules'], {
  en: 'it counts once for you. Look at all paths with namedParameters({ removeDuplicate: false }).',
  zh: '它会替你去重。请用 namedParameters({ removeDuplicate: false }) 查看所有路径。',
});

const texts = { layers: { en: 'layers', zh: '各层' } } satisfies Record<string, Text>;

/** Nets over a pool of three layers, some of which stand in several places; weights of the pool may be tied, too. */
const plans = gen.tuple(gen.list(gen.integer(0, 3), 1, 6), gen.boolean(), gen.seed());
function build([plan, tied, seed]: readonly [number[], boolean, number]): {
  net: Sequential;
  pool: Linear[];
} {
  const generator = new Generator(seed);
  const pool = Array.from({ length: 3 }, () => new Linear(2, 2, { generator }));
  if (tied) pool[1]!.weight = pool[0]!.weight;
  const net = new Sequential(...plan.map((which) => pool[which] ?? new ReLU()));
  return { net: net as unknown as Sequential, pool };
}
/** All slots by dull loops: path and parameter. */
const slots = (net: Sequential): [string, Parameter][] =>
  [...net].flatMap((layer, i): [string, Parameter][] =>
    layer instanceof Linear
      ? [
          [`${i}.weight`, layer.weight],
          [`${i}.bias`, layer.bias!],
        ]
      : [],
  );

// Not vacuous: many plans use a layer twice, and half of them tie two weights of the pool.
const size = (parameters: readonly Parameter[]): number => parameters.reduce((sum, p) => sum + p.size, 0);

example({ en: 'the book’s net has 121 numbers, not 193', zh: '书中的网络有 121 个数，不是 193 个' }, (t) => {
  const shared = new Linear(8, 8);
  const relu = new ReLU();
  const net = new Sequential(new Linear(4, 8), relu, shared, relu, shared, relu, new Linear(8, 1));
  t.equal(size(uniqueParameters(net)), 121, {
    en: 'the shared layer’s 72 numbers are there once',
    zh: '共享层的 72 个数只有一份',
  });
  t.equal(
    sharedGroups(net),
    [
      ['2.weight', '4.weight'],
      ['2.bias', '4.bias'],
    ],
    {
      en: 'two parameters stand at two paths each',
      zh: '有两个参数，各站在两条路径上',
    },
  );
});

property(
  {
    en: 'every parameter is listed once, in the order of first meeting',
    zh: '每个参数只列一次，按第一次遇到的次序',
  },
  [plans],
  (t, plan) => {
    const { net } = build(plan);
    t.input(texts.layers, plan[0]);
    const wanted = [...new Set(slots(net).map(([, p]) => p))];
    const list = uniqueParameters(net);
    t.equal(list.length, wanted.length, { en: 'as many as there are boxes', zh: '有几个盒子就有几个' });
    wanted.forEach((parameter, i) => {
      t.identical(list[i], parameter, { en: 'the boxes themselves, in order', zh: '就是这些盒子，次序不变' });
    });
  },
);

property(
  { en: 'a weight tied between two layers counts once, too', zh: '两个层之间绑定的权重也只算一次' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, inputs, outputs, seed) => {
    const generator = new Generator(seed);
    const [a, b] = [new Linear(inputs, outputs, { generator }), new Linear(inputs, outputs, { generator })];
    b.weight = a.weight;
    const net = new Sequential(a, new Tanh(), b);
    t.equal(size(uniqueParameters(net)), inputs * outputs + 2 * outputs, {
      en: 'two doors, one room: the layers differ, the weight is one',
      zh: '两扇门，一个房间：层是两个，权重是一个',
    });
    t.equal(sharedGroups(net), [['0.weight', '2.weight']], {
      en: 'only the weight stands at two paths',
      zh: '站在两条路径上的只有权重',
    });
  },
);

property(
  { en: 'equal numbers are not one parameter', zh: '数值相等不等于同一个参数' },
  [gen.dim(1, 4), gen.seed()],
  (t, width, seed) => {
    const twin = (): Linear => new Linear(width, width, { generator: new Generator(seed) });
    const net = new Sequential(twin(), twin());
    t.equal(uniqueParameters(net).length, 4, {
      en: 'two layers from one seed hold four parameters',
      zh: '同一个种子造出的两个层，有四个参数',
    });
    t.equal(sharedGroups(net), [], { en: 'and share none', zh: '一个也不共享' });
  },
);

property(
  { en: 'shared parameters are reported with all their paths', zh: '共享的参数要报告它的所有路径' },
  [plans],
  (t, plan) => {
    const { net } = build(plan);
    t.input(texts.layers, plan[0]);
    const groups = new Map<Parameter, string[]>();
    for (const [path, parameter] of slots(net))
      groups.set(parameter, [...(groups.get(parameter) ?? []), path]);
    t.equal(
      sharedGroups(net),
      [...groups.values()].filter((paths) => paths.length > 1),
      {
        en: 'three uses give three paths; one use gives no group',
        zh: '用三次就有三条路径；只用一次不成组',
      },
    );
  },
);

property(
  { en: 'the tree is searched to its leaves', zh: '要一直找到树叶' },
  [gen.dim(1, 4), gen.dim(1, 3)],
  (t, depth, uses) => {
    const shared = new Linear(2, 2);
    let net: Module = new Sequential(...Array.from({ length: uses + 1 }, () => shared));
    for (let level = 0; level < depth; level++) net = new Sequential(net, new Linear(1, 1));
    t.input({ en: 'depth', zh: '深度' }, depth);
    t.equal(uniqueParameters(net).length, 2 + 2 * depth, {
      en: 'however deep they stand',
      zh: '不管站得多深',
    });
    const prefix = '0.'.repeat(depth);
    t.equal(
      sharedGroups(net)[0],
      Array.from({ length: uses + 1 }, (_, i) => `${prefix}${i}.weight`),
      { en: 'paths from the root', zh: '从根开始的路径' },
    );
  },
);

property(
  {
    en: 'layers are counted as objects, and still run as often as they stand',
    zh: '层按对象计数，但站几处就运行几次',
  },
  [plans],
  (t, plan) => {
    const { net, pool } = build(plan);
    t.input(texts.layers, plan[0]);
    const relus = plan[0].filter((which) => which === 3).length;
    const used = new Set(plan[0].filter((which) => which < 3)).size;
    t.equal(uniqueLayers(net), used + relus, {
      en: 'each object once; every ReLU here is an object of its own',
      zh: '每个对象算一次；这里的每个 ReLU 都是单独的对象',
    });
    for (const layer of pool) {
      layer.weight.data.copy_(
        tensor([
          [1, 0],
          [0, 1],
        ]),
      );
      layer.bias!.data.fill_(1);
    }
    const passes = plan[0].filter((which) => which < 3).length;
    t.close(net.forward(tensor([[0, 5]])), [[passes, 5 + passes]], {
      en: 'counting must not change the net',
      zh: '数一数，不应改变网络',
    });
  },
);
