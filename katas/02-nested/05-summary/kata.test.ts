import { summary } from '#kata/02-nested/05-summary/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Linear, Module, Parameter, ReLU, Sequential, tensor } from '#lib';

forbid(['countParameters', 'parameterPaths', 'walk', 'walkSlots'], {
  en: 'it counts for you. Add up the sizes yourself.',
  zh: '它会替你数。请自己把大小加起来。',
});

const texts = { sizes: { en: 'widths', zh: '宽度' } } satisfies Record<string, Text>;
// Not vacuous: every Linear has a bias, so none counts 0, nor its weight alone.
const count = (inputs: number, outputs: number): number => inputs * outputs + outputs;
const flat = (root: Module) => summary(root).rows.map(({ name, type, count: n }) => [name, type, n]);

/** A parameter of its own beside two children. */
class Scaled extends Module {
  first = new Linear(2, 3);
  scale = new Parameter(tensor([1, 2, 3]));
  second = new Linear(3, 1);
}

example(
  {
    en: 'the book’s net: 80 in the blocks, 5 in the last layer, 85 in all',
    zh: '书中的网络：块里 80，最后一层 5，一共 85',
  },
  (t) => {
    const blocks = new Sequential(
      ...Array.from({ length: 4 }, () => new Sequential(new Linear(4, 4), new ReLU())),
    );
    const net = new Sequential(blocks, new Linear(4, 1));
    t.equal(
      flat(net),
      [
        ['0', 'Sequential', 80],
        ['1', 'Linear', 5],
      ],
      { en: 'one row per direct child', zh: '每个直接的子模块一行' },
    );
    t.equal([summary(net).total, summary(net).trainable], [85, 85], {
      en: '[total, trainable]',
      zh: '[总数, 可训练]',
    });
  },
);

property(
  { en: 'a row counts everything below its child', zh: '一行数的是子模块下面的全部' },
  [gen.list(gen.dim(1, 5), 2, 5)],
  (t, widths) => {
    t.input(texts.sizes, widths);
    const layers = widths.slice(1).map((outputs, i) => new Linear(widths[i]!, outputs));
    const wanted = layers.map((_, i) => count(widths[i]!, widths[i + 1]!));
    const net = new Sequential(...layers.map((layer) => new Sequential(new Sequential(layer), new ReLU())));
    t.equal(
      flat(net).map(([, , n]) => n!),
      wanted,
      { en: 'grandchildren belong to the row of their parent', zh: '孙辈算在父辈那一行' },
    );
    t.equal(
      summary(net).total,
      wanted.reduce((a, b) => a + b, 0),
      { en: 'the sum of the rows', zh: '各行之和' },
    );
  },
);

property(
  { en: 'rows come in order, with name and class', zh: '各行按顺序，带名字和类名' },
  [gen.dim(1, 4)],
  (t, n) => {
    const net = new Sequential() as Module;
    for (let i = n; i > 0; i--) net.addModule(`block ${i}`, i % 2 === 0 ? new ReLU() : new Linear(i, 1));
    const wanted = Array.from({ length: n }, (_, k) => n - k).map((i) => [
      `block ${i}`,
      i % 2 === 0 ? 'ReLU' : 'Linear',
      i % 2 === 0 ? 0 : i + 1,
    ]);
    t.equal(flat(net), wanted, {
      en: 'a layer without parameters has a row too',
      zh: '没有参数的层也有一行',
    });
  },
);

property(
  { en: 'frozen parameters count in the total alone', zh: '冻结的参数只算进总数' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.boolean()],
  (t, inputs, outputs, biasToo) => {
    const frozen = new Linear(inputs, outputs);
    frozen.weight.requiresGrad = false;
    if (biasToo) frozen.bias!.requiresGrad = false;
    const net = new Sequential(frozen, new Linear(outputs, 1));
    const { total, trainable } = summary(net);
    const left = count(outputs, 1) + (biasToo ? 0 : outputs);
    t.equal([total, trainable], [count(inputs, outputs) + count(outputs, 1), left], {
      en: 'parameter by parameter, not layer by layer',
      zh: '逐个参数算，不是逐层算',
    });
  },
);

property(
  { en: 'a shared layer counts in each row, and once in the total', zh: '共享的层每行都算，总数里只算一次' },
  [gen.dim(1, 4), gen.dim(2, 3)],
  (t, width, times) => {
    const shared = new Linear(width, width);
    const net = new Sequential(...Array.from({ length: times }, () => new Sequential(shared, new ReLU())));
    t.equal(
      flat(net).map(([, , n]) => n!),
      new Array(times).fill(count(width, width)),
      { en: 'each row tells what its part would need alone', zh: '每行说的是这部分单独需要多少' },
    );
    t.equal(summary(net).total, count(width, width), { en: 'there is one box', zh: '盒子只有一个' });
  },
);

property(
  { en: 'one weight held by two layers counts once', zh: '两层持有同一个权重，只算一次' },
  [gen.dim(1, 4)],
  (t, width) => {
    const [a, b] = [new Linear(width, width), new Linear(width, width)];
    b.weight = a.weight;
    t.equal(summary(new Sequential(a, b)).total, width * width + 2 * width, {
      en: 'the boxes count, not the layers',
      zh: '数的是盒子，不是层',
    });
  },
);

property(
  { en: 'what the net holds itself is in the total', zh: '网络自己持有的参数算进总数' },
  [gen.boolean()],
  (t, frozen) => {
    const net = new Scaled();
    net.scale.requiresGrad = !frozen;
    t.equal(
      flat(net),
      [
        ['first', 'Linear', 9],
        ['second', 'Linear', 4],
      ],
      { en: 'rows are for children', zh: '行是给子模块的' },
    );
    const { total, trainable } = summary(net);
    t.equal([total, trainable], [16, frozen ? 13 : 16], {
      en: '9 + 4 + 3 of its own',
      zh: '9 + 4，再加自己的 3',
    });
  },
);

property(
  { en: 'a layer without children has no rows, and a total', zh: '没有子模块的层没有行，有总数' },
  [gen.dim(1, 4), gen.dim(1, 4)],
  (t, inputs, outputs) => {
    const { rows, total } = summary(new Linear(inputs, outputs));
    t.equal([rows.length, total], [0, count(inputs, outputs)], {
      en: 'weight and bias are its own',
      zh: '权重和偏置是它自己的',
    });
  },
);
