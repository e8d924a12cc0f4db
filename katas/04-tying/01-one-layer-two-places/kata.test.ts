import { tiedMlp } from '#kata/04-tying/01-one-layer-two-places/kata.ts';
import { example, gen, property, type Text } from '#kit';
import { countParameters, Generator, Linear, type Module, type Sequential, SGD, tensor } from '#lib';

const texts = {
  sizes: { en: 'inputs, hidden, outputs', zh: '输入、隐藏、输出宽度' },
  cell: { en: 'cell', zh: '格子' },
  x: { en: 'x', zh: 'x' },
} satisfies Record<string, Text>;
const sizes = [gen.dim(1, 5), gen.dim(1, 5), gen.dim(1, 4), gen.seed()] as const;
const linear = (net: Sequential, position: number): Linear => net.at(position) as Linear;

example(
  { en: 'the book’s net has 6 parameters and 121 numbers', zh: '书中的网络有 6 个参数、121 个数' },
  (t) => {
    const net = tiedMlp(4, 8, 1, new Generator(0));
    t.equal([...net.parameters()].length, 6, {
      en: 'three layers with weight and bias each: the shared one counts once',
      zh: '三个层，各有权重和偏置：共享的那层只算一次',
    });
    t.equal(countParameters(net), 4 * 8 + 8 + 8 * 8 + 8 + 8 + 1, {
      en: '40 + 72 + 9 numbers',
      zh: '一共 40 + 72 + 9 个数',
    });
  },
);

property(
  {
    en: 'seven layers, a ReLU after each Linear but the last',
    zh: '一共七层，除最后一个外，每个 Linear 后面都有 ReLU',
  },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    const net: Iterable<Module> = tiedMlp(inputs, hidden, outputs, new Generator(seed));
    t.equal(
      [...net].map((layer) => layer.typeName),
      ['Linear', 'ReLU', 'Linear', 'ReLU', 'Linear', 'ReLU', 'Linear'],
      { en: 'the shared layer stands at positions 2 and 4', zh: '共享的层站在位置 2 和 4' },
    );
  },
);

property(
  { en: 'positions 2 and 4 hold one layer', zh: '位置 2 和 4 上是同一个层' },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    const net = tiedMlp(inputs, hidden, outputs, new Generator(seed));
    t.identical(net.at(2), net.at(4), {
      en: 'one object in two places, not two objects with equal numbers',
      zh: '一个对象放在两处，而不是两个数值相等的对象',
    });
  },
);

property(
  { en: 'what is written at one place is read at the other', zh: '在一处写入，在另一处读到' },
  [gen.dim(1, 5), gen.integer(0, 4), gen.integer(0, 4), gen.seed()],
  (t, hidden, row, column, seed) => {
    const net = tiedMlp(3, hidden, 2, new Generator(seed));
    const cell = [row % hidden, column % hidden] as const;
    t.input(texts.cell, [...cell]);
    linear(net, 2).weight.data.indexPut_(cell, 100);
    t.equal(linear(net, 4).weight.array.get(...cell), 100, {
      en: 'the book sets one cell to 100 and looks at the other place',
      zh: '书里把一个格子改成 100，再到另一处去看',
    });
    linear(net, 4).bias!.data.fill_(-7);
    t.equal(linear(net, 2).bias!.array.get(0), -7, { en: 'the bias is shared, too', zh: '偏置也是共享的' });
  },
);

property(
  { en: 'the first and the last layer are layers of their own', zh: '第一层和最后一层各是各的' },
  [gen.dim(2, 5), gen.seed()],
  (t, width, seed) => {
    const net = tiedMlp(width, width, width, new Generator(seed));
    t.different(net.at(0), net.at(2), {
      en: 'equal sizes are no reason to share',
      zh: '尺寸相同，并不是共享的理由',
    });
    t.different(net.at(6), net.at(2), {
      en: 'equal sizes are no reason to share',
      zh: '尺寸相同，并不是共享的理由',
    });
  },
);

property(
  { en: 'forward goes through the shared layer twice', zh: '前向计算要经过共享的层两次' },
  [gen.dim(1, 3), gen.dim(2, 4), gen.dim(1, 3), gen.seed()],
  (t, inputs, hidden, outputs, seed) => {
    const net = tiedMlp(inputs, hidden, outputs, new Generator(seed));
    // Not vacuous: positive weights and inputs keep every ReLU open; differing biases make the order of layers matter.
    for (const p of net.parameters()) p.data.copy_(p.data.abs().add(0.25));
    const x = Array.from({ length: inputs }, (_, i) => i + 1);
    t.input(texts.x, x);
    const step = (v: number[], layer: Linear): number[] =>
      (layer.weight.tolist() as number[][]).map((weights, o) =>
        weights.reduce((sum, w, i) => sum + w * v[i]!, layer.bias!.array.get(o)),
      );
    const wanted = [0, 2, 2, 6].reduce((v, position) => step(v, linear(net, position)), x);
    t.close(
      net.forward(tensor([x])),
      [wanted],
      {
        en: 'first, shared, shared again, last',
        zh: '第一层、共享层、再一次共享层、最后一层',
      },
      1e-4,
    );
  },
);

property(
  { en: 'they are still one after training', zh: '训练之后仍然是同一个' },
  [gen.dim(1, 3), gen.dim(1, 4), gen.seed()],
  (t, inputs, hidden, seed) => {
    const net = tiedMlp(inputs, hidden, 1, new Generator(seed));
    for (const p of net.parameters()) p.data.fill_(0.5);
    const optimizer = new SGD(net.parameters(), { lr: 0.01 });
    for (let i = 0; i < 2; i++) {
      optimizer.zeroGrad();
      net
        .forward(tensor([Array.from({ length: inputs }, () => 1)]))
        .sum()
        .backward();
      optimizer.step();
    }
    t.holds(linear(net, 2).weight.array.get(0, 0) !== 0.5, {
      en: 'the step has moved it',
      zh: '这一步确实动了它',
    });
    t.close(linear(net, 4).weight, linear(net, 2).weight.tolist(), {
      en: 'equal numbers drift apart with the first step; one layer cannot',
      zh: '仅仅数值相等，走一步就分开了；同一个层不会',
    });
  },
);

property(
  {
    en: 'the generator is used up in order: first, shared, last',
    zh: '随机数依次用掉：第一层、共享层、最后一层',
  },
  [...sizes],
  (t, inputs, hidden, outputs, seed) => {
    t.input(texts.sizes, [inputs, hidden, outputs]);
    const net = tiedMlp(inputs, hidden, outputs, new Generator(seed));
    const rng = new Generator(seed);
    const wanted = [
      [inputs, hidden],
      [hidden, hidden],
      [hidden, outputs],
    ].flatMap(([a, b]) =>
      [...new Linear(a!, b!, { generator: rng }).parameters()].map((p) => p.array.values()),
    );
    t.equal(
      [...net.parameters()].map((p) => p.array.values()),
      wanted,
      {
        en: 'the shared layer is made once, between the other two',
        zh: '共享的层只造一次，在另外两层之间',
      },
    );
  },
);
