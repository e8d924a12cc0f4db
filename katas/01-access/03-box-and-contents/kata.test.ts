import { biasOf, forwardLinear, valueOf } from '#kata/01-access/03-box-and-contents/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Flatten, Generator, Linear, type Module, Parameter, ReLU, Sequential, tensor } from '#lib';

forbid(['forward', 'linear'], {
  en: 'forward and linear compute the answer. Multiply and add the parameters yourself.',
  zh: 'forward 和 linear 会直接算出答案。请用参数自己做乘法和加法。',
});

const texts = {
  x: { en: 'x', zh: 'x' },
  weight: { en: 'weight (out, in)', zh: '权重 (out, in)' },
  bias: { en: 'bias', zh: '偏置' },
} satisfies Record<string, Text>;

/** Not vacuous: weights and biases are positive eighths, so that no gradient vanishes and no product is 0. */
function layerOf(inputs: number, outputs: number, seed: number, bias = true): Linear {
  const layer = new Linear(inputs, outputs, { bias, generator: new Generator(seed) });
  const filled = (...shape: number[]) =>
    tensor(gen.from(seed, ...shape).nested())
      .abs()
      .add(0.125);
  layer.weight.data.copy_(filled(outputs, inputs));
  layer.bias?.data.copy_(filled(outputs));
  return layer;
}

example(
  { en: 'the value of a bias is its numbers in an ndarray', zh: '偏置的值就是装在 ndarray 里的那些数' },
  (t) => {
    const p = new Parameter(tensor([0.25, -1]));
    const value = valueOf(p);
    t.equal([value.get(0), value.get(1)], [0.25, -1], {
      en: 'value.get(i) reads number i of the parameter',
      zh: 'value.get(i) 读出参数的第 i 个数',
    });
  },
);

property(
  {
    en: 'a value is an ndarray of the parameter’s shape, without the box around it',
    zh: '值是与参数同形状的 ndarray，外面没有盒子',
  },
  [gen.array({ maxRank: 3 })],
  (t, sample) => {
    const p = new Parameter(tensor(sample.nested()));
    t.input(texts.weight, sample);
    const value = valueOf(p);
    t.holds(!('grad' in value) && !('requiresGrad' in value), {
      en: 'the parameter is the box, with gradient and flags; its value is the bare numbers',
      zh: '参数是盒子，带着梯度和标志；值只是里面的数',
    });
    t.close(value, sample, {
      en: 'shape and numbers are those of the parameter',
      zh: '形状和数都与参数相同',
    });
  },
);

property(
  {
    en: 'a value is live: both sides see what the other writes',
    zh: '值是活的：任何一边写入，另一边都看得见',
  },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, rows, columns, seed) => {
    const p = new Parameter(tensor(gen.from(seed, rows, columns).nested()));
    const value = valueOf(p);
    value.set(rows - 1, columns - 1, 42);
    t.equal(p.data.at(rows - 1, columns - 1).item(), 42, {
      en: 'writing through the value reaches the parameter: no copy in between',
      zh: '写入这个值，参数也应当改变：中间没有复制',
    });
    p.data.indexPut_([0, 0], -7);
    t.equal(value.get(0, 0), -7, {
      en: 'writing into the parameter shows in the value',
      zh: '改动参数，这个值也应当跟着变',
    });
  },
);

property(
  {
    en: 'a bias is the parameter itself, not one that looks like it',
    zh: '得到的偏置就是那个参数本身，而不是长得像它的另一个',
  },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, inputs, outputs, seed) => {
    const [layer, twin] = [layerOf(inputs, outputs, seed), layerOf(inputs, outputs, seed)];
    t.identical(biasOf(layer), layer.bias, {
      en: 'identity: the very box the layer holds',
      zh: '同一性：就是层里装着的那一个',
    });
    t.different(biasOf(layer), biasOf(twin), {
      en: 'two layers with equal numbers have two boxes',
      zh: '数值相等的两个层，各有各的参数',
    });
  },
);

property(
  { en: 'a module without bias gives null', zh: '没有偏置的模块得到 null' },
  [gen.constantFrom('Linear without bias', 'ReLU', 'Flatten', 'Sequential')],
  (t, kind) => {
    const modules: Record<string, () => Module> = {
      'Linear without bias': () => layerOf(3, 2, 1, false),
      ReLU: () => new ReLU(),
      Flatten: () => new Flatten(),
      Sequential: () => new Sequential(layerOf(3, 2, 1)),
    };
    t.input({ en: 'module', zh: '模块' }, kind);
    const idea = {
      en: 'null says: there is none. A bias made of zeros would be trained',
      zh: 'null 表示“没有”。如果给它一个全零的偏置，训练时它就会动起来',
    };
    const bias = t.runs(() => biasOf(modules[kind]!()), idea);
    t.equal(bias, null, idea);
  },
);

property(
  { en: 'forward is x · Wᵀ + b', zh: '前向计算是 x · Wᵀ + b' },
  [gen.dim(1, 3), gen.dim(1, 4), gen.dim(1, 5), gen.seed(), gen.boolean()],
  (t, rows, inputs, outputs, seed, bias) => {
    const layer = layerOf(inputs, outputs, seed, bias);
    const x = gen.from(seed + 1, rows, inputs).nested() as number[][];
    const w = layer.weight.tolist() as number[][];
    const b = layer.bias === null ? null : (layer.bias.tolist() as number[]);
    t.input(texts.x, x);
    t.input(texts.weight, w);
    t.input(texts.bias, b);
    const wanted = x.map((row) =>
      w.map((weights, o) => weights.reduce((sum, v, i) => sum + v * row[i]!, b === null ? 0 : b[o]!)),
    );
    t.close(forwardLinear(layer, tensor(x)), wanted, {
      en: 'row n, column o: the dot product of x[n] and weight[o], plus bias[o] if there is a bias',
      zh: '第 n 行第 o 列：x[n] 与 weight[o] 的内积，有偏置时再加 bias[o]',
    });
  },
);

property(
  {
    en: 'after backward every parameter of the layer has its gradient',
    zh: '反向传播之后，层里的每个参数都有梯度',
  },
  [gen.dim(1, 3), gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, rows, inputs, outputs, seed) => {
    const layer = layerOf(inputs, outputs, seed);
    const x = (gen.from(seed + 1, rows, inputs).nested() as number[][]).map((row) =>
      row.map((v) => Math.abs(v) + 1),
    );
    t.input(texts.x, x);
    forwardLinear(layer, tensor(x)).sum().backward();
    const columnSums = x[0]!.map((_, i) => x.reduce((sum, row) => sum + row[i]!, 0));
    t.holds(layer.weight.grad !== null, {
      en: 'the weight was used as a parameter: its numbers alone leave no trace for backward',
      zh: '计算时用的应当是参数本身：只拿里面的数去算，反向传播就找不到来路',
    });
    t.close(
      layer.weight.grad,
      Array.from({ length: outputs }, () => columnSums),
      {
        en: 'each row of the weight’s gradient is the sum of the inputs',
        zh: '权重梯度的每一行都是各个输入之和',
      },
    );
    t.holds(layer.bias?.grad !== null, {
      en: 'the bias was used as a parameter too',
      zh: '偏置也要用参数本身',
    });
    t.close(
      layer.bias?.grad,
      Array.from({ length: outputs }, () => rows),
      {
        en: 'the gradient of the bias counts the rows',
        zh: '偏置的梯度等于行数',
      },
    );
  },
);

property(
  { en: 'the gradient also reaches the layer below', zh: '梯度也要传到下面一层' },
  [gen.dim(1, 3), gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, rows, inputs, outputs, seed) => {
    const layer = layerOf(inputs, outputs, seed);
    const x = tensor(gen.from(seed + 1, rows, inputs).nested(), { requiresGrad: true });
    forwardLinear(layer, x).sum().backward();
    const w = layer.weight.tolist() as number[][];
    const wanted = Array.from({ length: rows }, () =>
      w[0]!.map((_, i) => w.reduce((sum, row) => sum + row[i]!, 0)),
    );
    t.holds(x.grad !== null, { en: 'the input is part of the computation', zh: '输入也是计算的一部分' });
    t.close(x.grad, wanted, {
      en: 'the input’s gradient is the sum of the weight’s rows',
      zh: '输入的梯度是权重各行之和',
    });
  },
);
