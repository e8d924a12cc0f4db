import { loadState, stateDict } from '#kata/02-nested/06-state-dict/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, type Module, NumArray, ReLU, Sequential, SGD, Tanh, tensor } from '#lib';

forbid(['stateDict', 'loadStateDict', 'state_dict', 'walk', 'walkSlots', 'deepCopy'], {
  en: 'it is the answer itself. Go through the named parameters.',
  zh: '它就是答案本身。请遍历带名字的参数。',
});

const texts = {
  missing: { en: 'missing', zh: '缺少' },
  extra: { en: 'extra', zh: '多余' },
} satisfies Record<string, Text>;
/** Not vacuous: nets of different seeds differ in every parameter, so a number that did not move is seen. */
const build = (seed: number, widths: readonly number[] = [3, 4, 2]): Module => {
  const net = new Sequential() as Module;
  widths.slice(1).forEach((outputs, i) => {
    const generator = new Generator(seed + i);
    net.addModule(`layer ${i}`, new Sequential(new Linear(widths[i]!, outputs, { generator }), new Tanh()));
  });
  return net;
};
const valuesOf = (net: Module): number[][] => [...net.parameters()].map((p) => p.array.values());
const namesOf = (net: Module): string[] => [...net.namedParameters()].map(([name]) => name);
const listed = (result: { missing: string[]; unexpected: string[] }) => [result.missing, result.unexpected];
const widths = gen.list(gen.dim(1, 4), 2, 4);

example({ en: 'a state has one entry per parameter, in order', zh: '状态里每个参数一项，按顺序' }, (t) => {
  const state = stateDict(new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1)));
  t.equal([...state.keys()], ['0.weight', '0.bias', '2.weight', '2.bias'], {
    en: 'the dotted names',
    zh: '点号名字',
  });
  t.equal(
    [...state.values()].map(({ shape }) => shape),
    [[8, 4], [8], [1, 8], [1]],
    { en: 'numbers in their shapes', zh: '数和形状' },
  );
});

property(
  { en: 'a saved state is a photo: training does not change it', zh: '存下的状态是照片：训练不会改变它' },
  [gen.seed()],
  (t, seed) => {
    const net = build(seed);
    const before = valuesOf(net);
    const state = stateDict(net);
    const x = tensor([[1, 2, 3]]);
    net.forward(x).sum().backward();
    new SGD(net.parameters(), { lr: 0.5 }).step();
    t.holds(valuesOf(net).flat().join() !== before.flat().join(), {
      en: 'the net has moved',
      zh: '网络动了',
    });
    t.equal(
      [...state.values()].map((array) => array.values()),
      before,
      { en: 'the photo has not', zh: '照片没有动' },
    );
  },
);

property(
  { en: 'a photo holds plain numbers, not parameters', zh: '照片里是普通的数，不是参数' },
  [gen.seed()],
  (t, seed) => {
    const values = [...stateDict(build(seed)).values()];
    t.holds(values.length === 4 && values.every((value) => value instanceof NumArray), {
      en: 'NumArrays, free of gradients and history',
      zh: 'NumArray，没有梯度也没有历史',
    });
  },
);

property(
  {
    en: 'load what was saved, and the other net answers alike',
    zh: '载入存下的状态，另一个网络的回答就一样',
  },
  [widths, gen.seed()],
  (t, sizes, seed) => {
    const [from, to] = [build(seed, sizes), build(seed + 100, sizes)];
    t.input({ en: 'widths', zh: '宽度' }, sizes);
    const result = loadState(to, stateDict(from));
    t.equal(valuesOf(to), valuesOf(from), { en: 'every number arrives', zh: '每个数都到了' });
    t.equal(listed(result), [[], []], { en: '[missing, unexpected] are empty', zh: '[缺少, 多余] 都是空的' });
  },
);

property(
  { en: 'loading keeps the boxes and their memory', zh: '载入之后，盒子和内存还是原来的' },
  [gen.seed()],
  (t, seed) => {
    const net = build(seed);
    const [boxes, memories] = [[...net.parameters()], [...net.parameters()].map((p) => p.array.data)];
    const state = stateDict(build(seed + 9));
    loadState(net, state);
    t.holds(
      [...net.parameters()].every((p, i) => p === boxes[i]),
      { en: 'the optimiser holds these boxes already', zh: '优化器已经拿着这些盒子了' },
    );
    t.holds(
      [...net.parameters()].every((p, i) => p.array.data === memories[i]),
      { en: 'the numbers are written into the memory that is there', zh: '数要写进原来的内存里' },
    );
    t.holds(
      [...net.parameters()].every((p) => p.isLeaf && p.requiresGrad && p.gradFn === null),
      { en: 'still trainable leaves', zh: '仍是可训练的叶子' },
    );
    const [first] = state.values();
    const before = first!.values();
    for (const p of net.parameters()) p.data.mul_(2);
    t.equal(first!.values(), before, {
      en: 'and the state keeps its own numbers',
      zh: '状态里的数也还是自己的',
    });
  },
);

property(
  { en: 'missing and unexpected names are told, in order', zh: '缺少和多余的名字按顺序报告' },
  [gen.dim(0, 3), gen.boolean(), gen.seed()],
  (t, drop, extra, seed) => {
    const net = build(seed);
    const names = namesOf(net);
    const state = stateDict(build(seed + 3));
    state.delete(names[drop]!);
    if (extra) state.set('old.weight', [...state.values()][0]!);
    t.input(texts.missing, [names[drop]!]);
    t.input(texts.extra, extra ? ['old.weight'] : []);
    const before = valuesOf(net);
    const fragments = extra ? [names[drop]!, 'old.weight'] : [names[drop]!];
    t.throws(() => loadState(net, state), fragments, {
      en: 'strict is the default: the error names them all',
      zh: '默认是严格的：错误里写出所有名字',
    });
    t.equal(valuesOf(net), before, { en: 'refused: nothing has changed', zh: '被拒绝，什么都没变' });
    const result = loadState(net, state, { strict: false });
    t.equal(listed(result), [[names[drop]!], extra ? ['old.weight'] : []], {
      en: 'told, not thrown',
      zh: '报告，不抛错',
    });
    t.equal(valuesOf(net)[drop], before[drop], { en: 'what is missing stays', zh: '缺少的保持原样' });
    // Two numbers or more with 24 random bits each: a parameter equals the other by chance with less than 2⁻⁴⁷.
    t.holds(
      valuesOf(net).every((values, i) => i === drop || values.join() !== before[i]!.join()),
      { en: 'what is there is loaded', zh: '有的都载入' },
    );
  },
);

property(
  {
    en: 'another shape is an error even when not strict, and nothing changes',
    zh: '形状不同，不严格也报错，什么都不变',
  },
  [gen.boolean(), gen.seed()],
  (t, strict, seed) => {
    const net = build(seed);
    const before = valuesOf(net);
    const state = stateDict(build(seed + 3, [3, 4, 1]));
    t.throws(() => loadState(net, state, { strict }), ['layer 1.0.weight'], {
      en: 'the error names the parameter',
      zh: '错误里写出是哪个参数',
    });
    t.equal(valuesOf(net), before, {
      en: 'all shapes are checked before the first number moves',
      zh: '先检查所有形状，再动第一个数',
    });
  },
);
