import { type Row, report } from '#kata/01-access/07-boss-check-up/kata.ts';
import { myProperty } from '#kata/01-access/07-boss-check-up/property.ts';
import { boss, example, gen, property, type Text } from '#kit';
import { Generator, Linear, type Module, ReLU, Sequential, Tanh, tensor } from '#lib';

const texts = {
  sizes: { en: 'in, hidden, out', zh: '输入、隐藏、输出宽度' },
  values: { en: 'weight', zh: '权重' },
} satisfies Record<string, Text>;

/** Not vacuous: tanh and a positive input keep every gradient away from zero; widths are drawn apart. */
function netOf(inputs: number, hidden: number, outputs: number, seed: number): Sequential {
  const generator = new Generator(seed);
  return new Sequential(
    new Linear(inputs, hidden, { generator }),
    new Tanh(),
    new Linear(hidden, outputs, { generator }),
  );
}
const backward = (net: Module, inputs: number): void =>
  net
    .forward(tensor([Array.from({ length: inputs }, (_, i) => i + 1)]))
    .sum()
    .backward();

const sizes = [gen.dim(1, 5), gen.dim(1, 5), gen.dim(1, 4), gen.seed()] as const;

example({ en: 'the row of a weight [[1, 2], [3, 6]]', zh: '权重 [[1, 2], [3, 6]] 的那一行' }, (t) => {
  const layer = new Linear(2, 2, { bias: false });
  layer.weight.data.copy_(
    tensor([
      [1, 2],
      [3, 6],
    ]),
  );
  const [row] = report(layer);
  t.equal([row?.name, row?.shape, row?.count], ['weight', [2, 2], 4], {
    en: 'name, shape, count',
    zh: '名字、形状、个数',
  });
  t.close([row?.mean, row?.std], [3, Math.sqrt(3.5)], {
    en: 'mean 3; squared distances 4, 1, 0, 9 with mean 3.5',
    zh: '均值 3；与均值之差的平方是 4、1、0、9，平均 3.5',
  });
  t.equal(row?.gradNorm, null, { en: 'no gradient yet', zh: '还没有梯度' });
});

property(
  { en: 'there is one row per parameter, in the order of the net', zh: '每个参数一行，次序与网络相同' },
  [gen.dim(10, 13), gen.boolean()],
  (t, layers, bias) => {
    const net = new Sequential(
      ...Array.from({ length: layers }, (_, i) => (i % 3 === 1 ? new ReLU() : new Linear(2, 3, { bias }))),
    );
    const wanted = Array.from({ length: layers }, (_, i) =>
      i % 3 === 1 ? [] : bias ? [`${i}.weight`, `${i}.bias`] : [`${i}.weight`],
    ).flat();
    t.input({ en: 'layers', zh: '层数' }, layers);
    t.equal(
      report(net).map((row) => row.name),
      wanted,
      { en: 'dotted paths, layer 2 before layer 10', zh: '用点连接的路径，第 2 层在第 10 层之前' },
    );
  },
);

property(
  { en: 'a parameter that stands in two places has one row', zh: '放在两处的同一个参数只占一行' },
  [gen.dim(1, 4), gen.seed()],
  (t, width, seed) => {
    const shared = new Linear(width, width, { generator: new Generator(seed) });
    const rows = report(new Sequential(shared, new Tanh(), shared));
    t.equal(
      rows.map((row) => row.name),
      ['0.weight', '0.bias'],
      { en: 'its first name', zh: '用它的第一个名字' },
    );
  },
);

property(
  { en: 'shapes and counts add up to the size of the net', zh: '形状与个数加起来正好是整个网络' },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    const rows = report(netOf(inputs, hidden, outputs, seed));
    t.equal(
      rows.map((row) => [...row.shape]),
      [[hidden, inputs], [hidden], [outputs, hidden], [outputs]],
      { en: 'shapes as the net has them', zh: '形状与网络中的相同' },
    );
    t.equal(
      rows.reduce((sum, row) => sum + row.count, 0),
      inputs * hidden + hidden + hidden * outputs + outputs,
      { en: 'count is the number of numbers', zh: 'count 是数的个数' },
    );
  },
);

property(
  { en: 'mean and deviation are those of the values', zh: '均值与标准差说的是参数的值' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, outputs, inputs, seed) => {
    const layer = new Linear(inputs, outputs, { bias: false });
    const sample = gen.from(seed, outputs, inputs);
    layer.weight.data.copy_(tensor(sample.nested()));
    t.input(texts.values, sample);
    let sum = 0;
    for (const v of sample.values) sum += v;
    const mean = sum / sample.values.length;
    let squares = 0;
    for (const v of sample.values) squares += (v - mean) * (v - mean);
    const row = report(layer)[0] as Row;
    t.close(row.mean, mean, { en: 'the mean keeps its sign', zh: '均值带着正负号' });
    t.close(row.std, Math.sqrt(squares / sample.values.length), {
      en: 'the root of the mean squared distance, divided by the count itself',
      zh: '与均值之差的平方取平均（除以个数本身），再开方',
    });
  },
);

property(
  { en: 'without a gradient the norm is null, not 0', zh: '没有梯度时范数是 null，不是 0' },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    const net = netOf(inputs, hidden, outputs, seed);
    t.equal(
      report(net).map((row) => row.gradNorm),
      [null, null, null, null],
      {
        en: 'nobody has asked for a gradient yet',
        zh: '还没有人求过梯度',
      },
    );
    backward(net, inputs);
    net.zeroGrad({ setToNone: false });
    t.equal(
      report(net).map((row) => row.gradNorm),
      [0, 0, 0, 0],
      {
        en: 'a gradient of zeros has norm 0',
        zh: '全零的梯度，范数是 0',
      },
    );
  },
);

property(
  {
    en: 'after backward the norm is the root of the summed squares',
    zh: '反向传播之后，范数是平方和的平方根',
  },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    const net = netOf(inputs, hidden, outputs, seed);
    backward(net, inputs);
    const wanted = [...net.parameters()].map((p) => {
      let squares = 0;
      for (const g of p.grad!.array.values()) squares += g * g;
      return Math.sqrt(squares);
    });
    t.holds(
      wanted.some((norm) => norm > 0),
      { en: 'there is a gradient to measure', zh: '有梯度可量' },
    );
    t.close(
      report(net).map((row) => row.gradNorm ?? Number.NaN),
      wanted,
      { en: 'the length of the gradient as one long vector', zh: '把梯度看成一个长向量，它的长度' },
      1e-5,
    );
  },
);

property(
  { en: 'a report looks and does not touch', zh: '只看不动' },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    const net = netOf(inputs, hidden, outputs, seed);
    backward(net, inputs);
    const state = () => [...net.parameters()].map((p) => [p.array.values(), p.grad?.array.values() ?? null]);
    const before = state();
    report(net);
    t.equal(state(), before, { en: 'values and gradients stay as they are', zh: '值和梯度都保持原样' });
  },
);

boss<{ report: (net: Module) => Row[] }, (net: Module) => Row[]>(
  { en: 'your property', zh: '你的性质' },
  myProperty,
  (module) => module.report,
  { kata: '01-access/07-boss-check-up', atLeast: 6 },
);
