import { cloneModule, loadTied, saveTied } from '#kata/04-tying/06-copy-save-load/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, type Module, type Parameter, Sequential, Tanh, tensor } from '#lib';

forbid(
  [
    'deepCopy',
    'structuredClone',
    'stateDict',
    'loadStateDict',
    'saveModel',
    'loadModel',
    'parameterPaths',
    'walkSlots',
  ],
  {
    en: 'it is the answer itself. Remember what you have copied already.',
    zh: '它就是答案本身。请记住已经复制过什么。',
  },
);

const texts = {
  paths: { en: 'all names', zh: '所有名字' },
} satisfies Record<string, Text>;
const linear = (width: number, seed: number, bias = true) =>
  new Linear(width, width, { bias, generator: new Generator(seed) });
const kinds = [
  'no tie',
  'no square',
  'one layer twice',
  'one weight in two layers',
  'a tie across blocks',
  'no bias, twice',
] as const;
// Not vacuous: some weights are no squares, and source and target come from different seeds.
const kindsOfTie = gen.constantFrom(...kinds);
function build(kind: (typeof kinds)[number], width: number, seed: number): Module {
  const [a, b] = [linear(width, seed), linear(width, seed + 1)];
  if (kind === 'no square')
    return new Sequential(new Linear(width, width + 2), new Tanh(), new Linear(width + 2, 1));
  if (kind === 'one layer twice') return new Sequential(a, new Tanh(), a, b);
  if (kind === 'no bias, twice') {
    const plain = linear(width, seed, false);
    return new Sequential(plain, new Tanh(), plain, b);
  }
  if (kind === 'one weight in two layers') b.weight = a.weight;
  if (kind === 'a tie across blocks')
    return new Sequential(new Sequential(a, new Tanh()), new Sequential(new Tanh(), a), b);
  return new Sequential(a, new Tanh(), b);
}
const everyName = (net: Module): [string, Parameter][] => [
  ...net.namedParameters({ removeDuplicate: false }),
];
/** Which names mean one parameter, as numbers: 0 1 0 1 2 3. */
function pattern(net: Module): number[] {
  const boxes: Parameter[] = [];
  return everyName(net).map(([, p]) => {
    if (!boxes.includes(p)) boxes.push(p);
    return boxes.indexOf(p);
  });
}
const said = (net: Module): string[] => [...net.modules()].map((m) => `${m.typeName}(${m.extraRepr()})`);
const valuesOf = (net: Module): number[][] => everyName(net).map(([, p]) => p.array.values());

example(
  {
    en: 'the copy of a tied net is tied, and its state holds each value once',
    zh: '绑定网络的副本也是绑定的，状态里每个值只有一份',
  },
  (t) => {
    const net = build('one layer twice', 2, 1);
    const copy = cloneModule(net);
    t.identical(copy.getSubmodule('2'), copy.getSubmodule('0'), {
      en: 'one layer in two places',
      zh: '一层放在两处',
    });
    const { values, ties } = saveTied(net);
    t.equal([...values.keys()], ['0.weight', '0.bias', '3.weight', '3.bias'], {
      en: 'first names',
      zh: '第一个名字',
    });
    t.equal(
      [...ties],
      [
        ['2.weight', '0.weight'],
        ['2.bias', '0.bias'],
      ],
      { en: 'other name → first name', zh: '另一个名字 → 第一个名字' },
    );
  },
);

property(
  {
    en: 'a copy has the names, the numbers and the ties of the original',
    zh: '副本的名字、数和绑定都与原来的一样',
  },
  [kindsOfTie, gen.dim(1, 3), gen.seed()],
  (t, kind, width, seed) => {
    const net = build(kind, width, seed);
    t.input(
      texts.paths,
      everyName(net).map(([name]) => name),
    );
    const copy = t.runs(() => cloneModule(net), {
      en: 'layers may be shared, and a layer may have no bias',
      zh: '层可以共享，层也可以没有偏置',
    });
    t.equal(
      everyName(copy).map(([name]) => name),
      everyName(net).map(([name]) => name),
      { en: 'the same names', zh: '名字相同' },
    );
    t.equal(valuesOf(copy), valuesOf(net), { en: 'the same numbers', zh: '数相同' });
    t.equal(said(copy), said(net), {
      en: 'every layer says the same of itself: class, widths, bias',
      zh: '每一层对自己的说法相同：类名、宽度、偏置',
    });
    t.equal(pattern(copy), pattern(net), {
      en: 'what was one stays one, what was two stays two',
      zh: '原来是一个的还是一个，原来是两个的还是两个',
    });
    const x = tensor([Array.from({ length: width }, (_, i) => i + 0.5)]);
    t.close(copy.forward(x), net.forward(x), { en: 'it answers alike', zh: '回答相同' });
  },
);

property(
  { en: 'copy and original share nothing', zh: '副本和原来的互不相干' },
  [kindsOfTie, gen.dim(1, 3), gen.seed()],
  (t, kind, width, seed) => {
    const net = build(kind, width, seed);
    const copy = cloneModule(net);
    const before = valuesOf(net);
    t.holds(
      [...copy.modules()].every((module) => ![...net.modules()].includes(module)),
      { en: 'no module is in both', zh: '没有模块同属两边' },
    );
    t.holds(
      [...copy.parameters()].every((p) => p.isLeaf && p.requiresGrad && p.grad === null),
      { en: 'fresh trainable leaves', zh: '新的、可训练的叶子' },
    );
    for (const p of copy.parameters()) p.data.add_(1);
    t.equal(valuesOf(net), before, {
      en: 'training the copy leaves the original alone',
      zh: '训练副本不影响原来的',
    });
  },
);

property(
  { en: 'a saved state is a photo, one entry per box', zh: '存下的状态是照片，每个盒子一项' },
  [kindsOfTie, gen.dim(1, 3), gen.seed()],
  (t, kind, width, seed) => {
    const net = build(kind, width, seed);
    const { values, ties } = saveTied(net);
    t.equal(values.size, new Set(pattern(net)).size, {
      en: 'as many entries as boxes',
      zh: '有几个盒子就有几项',
    });
    t.equal(values.size + ties.size, pattern(net).length, {
      en: 'every other name is told as a tie',
      zh: '其余的名字都写成绑定',
    });
    const before = [...values.values()].map((array) => array.values());
    for (const p of net.parameters()) p.data.add_(1);
    t.equal(
      [...values.values()].map((array) => array.values()),
      before,
      { en: 'later edits do not reach it', zh: '之后的修改影响不到它' },
    );
  },
);

property(
  { en: 'load what was saved, in place, ties and boxes kept', zh: '原地载入存下的状态，绑定和盒子都保留' },
  [kindsOfTie, gen.dim(1, 3), gen.seed()],
  (t, kind, width, seed) => {
    const [from, to] = [build(kind, width, seed), build(kind, width, seed + 50)];
    const boxes = everyName(to).map(([, p]) => p);
    loadTied(to, saveTied(from));
    t.equal(valuesOf(to), valuesOf(from), {
      en: 'every number arrives, under every name',
      zh: '每个名字下的每个数都到了',
    });
    t.holds(
      everyName(to).every(([, p], i) => p === boxes[i]),
      { en: 'the boxes are those from before', zh: '盒子还是原来的' },
    );
  },
);

property(
  {
    en: 'a tied state fits an untied net: both parts get the value',
    zh: '绑定的状态能载入不绑定的网络：两处都得到这个值',
  },
  [gen.dim(1, 3), gen.seed()],
  (t, width, seed) => {
    const from = build('one weight in two layers', width, seed);
    const to = build('no tie', width, seed + 50);
    loadTied(to, saveTied(from));
    t.equal(valuesOf(to), valuesOf(from), {
      en: 'the tie tells whose value the other name has',
      zh: '绑定说明了另一个名字用谁的值',
    });
    t.equal(pattern(to), [0, 1, 2, 3], { en: 'loading makes no ties', zh: '载入不会建立绑定' });
  },
);

property(
  {
    en: 'two different values for one box are a conflict, and nothing changes',
    zh: '两个不同的值争一个盒子就是冲突，什么都不变',
  },
  [gen.dim(1, 3), gen.seed()],
  (t, width, seed) => {
    const to = build('one weight in two layers', width, seed);
    const before = valuesOf(to);
    const state = saveTied(build('no tie', width, seed + 50));
    t.throws(() => loadTied(to, state), ['0.weight', '2.weight'], {
      en: 'the error names both',
      zh: '错误里写出两个名字',
    });
    t.equal(valuesOf(to), before, {
      en: 'the last one must not win in silence',
      zh: '不能让最后一个悄悄获胜',
    });
    const same = build('no tie', width, seed + 50);
    const [first, , second] = [...same.parameters()];
    second!.data.copy_(first!.data);
    loadTied(to, saveTied(same));
    t.equal(valuesOf(to), valuesOf(same), {
      en: 'two equal values are no conflict',
      zh: '两个相等的值不算冲突',
    });
  },
);

property(
  { en: 'a name without a value is an error, and nothing changes', zh: '有名字没有值就报错，什么都不变' },
  [gen.dim(1, 3), gen.seed()],
  (t, width, seed) => {
    const to = build('no tie', width, seed);
    const before = valuesOf(to);
    const state = saveTied(build('no tie', width, seed + 50));
    state.values.delete('2.bias');
    t.throws(() => loadTied(to, state), ['2.bias'], { en: 'the error names it', zh: '错误里写出这个名字' });
    t.equal(valuesOf(to), before, {
      en: 'checked before the first number moves',
      zh: '在动第一个数之前就检查',
    });
  },
);
