import { tie } from '#kata/04-tying/02-tie-parameters/kata.ts';
import { example, gen, property, type Text } from '#kit';
import { Adam, Generator, Linear, Sequential, Tanh, tensor } from '#lib';
import { constant_, kaimingUniform_, normal_, xavierUniform_ } from '#lib/torch';

const texts = {
  sizes: { en: 'in, out', zh: '输入、输出宽度' },
  shapes: { en: 'weights', zh: '两个权重' },
} satisfies Record<string, Text>;
/** Not vacuous: two layers drawn one after another differ in every number, so equal means tied. */
const layers = (inputs: number, outputs: number, seed: number): [Linear, Linear] => {
  const generator = new Generator(seed);
  return [new Linear(inputs, outputs, { generator }), new Linear(inputs, outputs, { generator })];
};
const one = {
  en: 'one box in two modules, not two boxes with equal contents',
  zh: '两个模块里是同一个盒子，而不是内容相等的两个盒子',
};

example({ en: 'after tying, two layers hold one weight', zh: '绑定之后，两个层拿着同一个权重' }, (t) => {
  const [dst, src] = layers(3, 2, 1);
  const weight = src.weight;
  tie(dst, src, 'weight');
  t.identical(dst.weight, weight, one);
  t.identical(src.weight, weight, { en: 'the lender keeps its own', zh: '借出的一方仍是自己的那个' });
});

property(
  { en: 'weight ties the weight only', zh: 'weight 只绑定权重' },
  [gen.dim(1, 5), gen.dim(1, 5), gen.seed()],
  (t, inputs, outputs, seed) => {
    const [dst, src] = layers(inputs, outputs, seed);
    const bias = dst.bias;
    tie(dst, src, 'weight');
    t.identical(dst.weight, src.weight, one);
    t.identical(dst.bias, bias, { en: 'the bias was not asked for', zh: '没有要求绑定偏置' });
  },
);

property(
  { en: 'both ties weight and bias', zh: 'both 绑定权重和偏置' },
  [gen.dim(1, 5), gen.dim(1, 5), gen.seed()],
  (t, inputs, outputs, seed) => {
    const [dst, src] = layers(inputs, outputs, seed);
    const own = [src.weight, src.bias];
    tie(dst, src, 'both');
    t.identical(dst.weight, own[0], one);
    t.identical(dst.bias, own[1], one);
    t.equal([...new Sequential(dst, src).parameters()].length, 2, {
      en: 'two layers, two parameters in all',
      zh: '两个层，一共只有两个参数',
    });
  },
);

property(
  { en: 'the tie holds through every initialisation', zh: '无论怎样重新初始化，绑定都在' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.integer(0, 3), gen.seed()],
  (t, inputs, outputs, which, seed) => {
    const [dst, src] = layers(inputs, outputs, seed);
    tie(dst, src, 'weight');
    const rng = new Generator(seed + 1);
    const fills = [
      () => constant_(dst.weight, 42),
      () => normal_(dst.weight, 0, 1, rng),
      () => xavierUniform_(dst.weight, 1, rng),
      () => kaimingUniform_(dst.weight, {}, rng),
    ];
    fills[which]!();
    t.close(src.weight, dst.weight.tolist(), {
      en: 'filling one in place fills the other',
      zh: '原地填充一个，另一个也就填好了',
    });
  },
);

property(
  { en: 'after two steps of Adam they are still one', zh: '用 Adam 走两步之后，仍然是同一个' },
  [gen.dim(1, 4), gen.seed()],
  (t, width, seed) => {
    const [dst, src] = layers(width, width, seed);
    tie(dst, src, 'both');
    const net = new Sequential(src, new Tanh(), dst);
    const optimizer = new Adam(net.parameters(), { lr: 0.1 });
    const values = () => [...net.parameters()].flatMap((p) => p.array.values());
    const before = values();
    for (let step = 0; step < 2; step++) {
      optimizer.zeroGrad();
      net
        .forward(tensor([Array.from({ length: width }, (_, i) => i + 1)]))
        .sum()
        .backward();
      optimizer.step();
    }
    // Not vacuous: weight and bias get gradients of their own; both are 0 by chance with less than 2⁻⁴⁰.
    t.holds(values().join() !== before.join(), {
      en: 'Adam has moved it',
      zh: 'Adam 确实动了它',
    });
    t.equal(optimizer.parameters.length, 2, {
      en: 'two boxes on one memory are stepped twice, and Adam notices: how many boxes are there?',
      zh: '两个盒子共用一块内存，就会被更新两次，在 Adam 下就露馅了：一共有几个盒子？',
    });
    t.close(dst.weight, src.weight.tolist(), {
      en: 'one parameter cannot differ from itself',
      zh: '同一个参数不会与自己不同',
    });
  },
);

property(
  { en: 'shapes that differ are refused, and both are named', zh: '形状不同要拒绝，并写出两个形状' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.dim(1, 3), gen.boolean(), gen.constantFrom('weight', 'both')],
  (t, inputs, outputs, extra, wider, what) => {
    const dst = new Linear(inputs, outputs);
    const src = wider ? new Linear(inputs + extra, outputs) : new Linear(inputs, outputs + extra);
    const shapes = [dst, src].map((layer) => `(${layer.weight.shape.join(', ')})`);
    t.input(texts.shapes, shapes);
    const weight = dst.weight;
    t.throws(() => tie(dst, src, what as 'weight' | 'both'), shapes, {
      en: 'refused where the mistake is made, not later in some forward pass',
      zh: '错在哪里就在哪里拒绝，而不是等到以后前向计算时',
    });
    t.identical(dst.weight, weight, { en: 'and nothing is changed', zh: '而且什么都不改' });
  },
);

property(
  {
    en: 'a bias that only one layer has cannot be tied, and then nothing is',
    zh: '只有一方有偏置就不能绑定，此时什么都不改',
  },
  [gen.dim(1, 4), gen.dim(1, 4), gen.boolean()],
  (t, inputs, outputs, lender) => {
    const dst = new Linear(inputs, outputs, { bias: !lender });
    const src = new Linear(inputs, outputs, { bias: lender });
    const weight = dst.weight;
    t.input(texts.sizes, [inputs, outputs]);
    t.throws(() => tie(dst, src, 'both'), [], { en: 'both was asked for', zh: '要求的是 both' });
    t.identical(dst.weight, weight, {
      en: 'check first, then change: half a tie is the worst outcome',
      zh: '先检查，再改动：绑了一半是最糟的结果',
    });
    tie(dst, src, 'weight');
    t.identical(dst.weight, src.weight, { en: 'the weight alone can be tied', zh: '只绑定权重是可以的' });
  },
);

property(
  { en: 'tying twice is tying once', zh: '绑两次等于绑一次' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, inputs, outputs, seed) => {
    const [dst, src] = layers(inputs, outputs, seed);
    const values = src.weight.array.values();
    tie(dst, src, 'both');
    tie(dst, src, 'both');
    t.identical(dst.weight, src.weight, one);
    t.equal(src.weight.array.values(), values, { en: 'the lender’s numbers stay', zh: '借出一方的数不变' });
  },
);
