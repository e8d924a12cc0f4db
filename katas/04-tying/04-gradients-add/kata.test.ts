import { tiedGradient, untie } from '#kata/04-tying/04-gradients-add/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, type Parameter, Sequential, Tanh, type Tensor, tensor } from '#lib';

forbid(['gradients'], {
  en: 'gradients computes the answer. Go backward through the untied net and read each use’s own gradient.',
  zh: 'gradients 会直接算出答案。请在拆开的网络上反向传播，再读出每次使用各自的梯度。',
});

const texts = {
  uses: { en: 'uses of the layer', zh: '这一层的使用次数' },
  x: { en: 'x', zh: 'x' },
} satisfies Record<string, Text>;
const cases = [gen.dim(2, 4), gen.dim(1, 3), gen.dim(2, 4), gen.seed()] as const;

/**
 * first, then `uses` times (tanh, shared), in float64.
 * Not vacuous: tanh never switches a unit off, so no part of the sum is zero.
 */
function build(
  uses: number,
  inputs: number,
  width: number,
  seed: number,
): { net: Sequential; shared: Linear; x: Tensor } {
  const generator = new Generator(seed);
  const first = new Linear(inputs, width, { generator, dtype: 'float64' });
  const shared = new Linear(width, width, { generator, dtype: 'float64' });
  const layers = Array.from({ length: uses }, () => [new Tanh(), shared]).flat();
  const x = tensor([Array.from({ length: inputs }, (_, i) => (i + 1) / inputs)], { dtype: 'float64' });
  return { net: new Sequential(first, ...layers) as unknown as Sequential, shared, x };
}
const weights = (net: Sequential): Parameter[] =>
  [...net].flatMap((layer) => (layer instanceof Linear ? [layer.weight] : []));

example(
  {
    en: 'W = [[2, 0], [0, 3]] used twice on (1, 1): the two uses give [[2, 3], [2, 3]] and [[2, 2], [3, 3]]',
    zh: 'W = [[2, 0], [0, 3]] 在 (1, 1) 上用两次：两次使用分别给出 [[2, 3], [2, 3]] 和 [[2, 2], [3, 3]]',
  },
  (t) => {
    const layer = new Linear(2, 2, { bias: false });
    layer.weight.data.copy_(
      tensor([
        [2, 0],
        [0, 3],
      ]),
    );
    const net = new Sequential(layer, layer);
    t.close(
      tiedGradient(net, layer, tensor([[1, 1]])),
      [
        [4, 5],
        [5, 6],
      ],
      {
        en: 'the second use sees (2, 3), the first sees (1, 1) and passes through W: together they give this',
        zh: '第二次使用看到 (2, 3)；第一次看到 (1, 1)，还要再过一次 W：合起来就是它',
      },
    );
  },
);

property(
  { en: 'the untied net computes the same', zh: '拆开后的网络，计算结果相同' },
  [...cases],
  (t, uses, inputs, width, seed) => {
    const { net, x } = build(uses, inputs, width, seed);
    t.input(texts.uses, uses);
    t.close(
      untie(net).forward(x),
      net.forward(x).tolist(),
      { en: 'the same numbers in every layer', zh: '每一层里的数都相同' },
      1e-9,
    );
  },
);

property(
  {
    en: 'the untied net shares nothing, not with itself and not with the net',
    zh: '拆开后的网络什么都不共享：自己内部不共享，与原网络也不共享',
  },
  [...cases],
  (t, uses, inputs, width, seed) => {
    const { net } = build(uses, inputs, width, seed);
    t.input(texts.uses, uses);
    const copy = untie(net);
    const all = [...weights(copy), ...new Set(weights(net))];
    t.equal(new Set(all).size, uses + 1 + 2, {
      en: 'every use has a weight of its own',
      zh: '每次使用都有自己的权重',
    });
    const before = net.stateDict().get('0.weight')!.array.values();
    for (const p of copy.parameters()) p.data.fill_(9);
    t.equal(net.stateDict().get('0.weight')!.array.values(), before, {
      en: 'writing into it leaves the net as it is',
      zh: '改动它，原网络不变',
    });
  },
);

property(
  { en: 'the net is still tied afterwards', zh: '原来的网络仍然绑定着' },
  [...cases],
  (t, uses, inputs, width, seed) => {
    const { net, shared } = build(uses, inputs, width, seed);
    untie(net);
    t.holds(
      weights(net)
        .slice(1)
        .every((weight) => weight === shared.weight),
      {
        en: 'untie makes a new net and leaves the old one alone',
        zh: 'untie 造的是新网络，旧的不动',
      },
    );
  },
);

property(
  {
    en: 'the gradient of a tied weight is the sum over its uses',
    zh: '绑定权重的梯度，是各次使用的梯度之和',
  },
  [...cases],
  (t, uses, inputs, width, seed) => {
    const { net, shared, x } = build(uses, inputs, width, seed);
    t.input(texts.uses, uses);
    t.input(texts.x, x);
    // Central differences on the tied net itself: the definition of the gradient, with no backward pass in it.
    const step = 1e-5;
    const { data } = shared.weight.array;
    const wanted = Array.from({ length: width }, (_, r) =>
      Array.from({ length: width }, (__, c) => {
        const at = r * width + c;
        const value = data[at]!;
        const lossAt = (moved: number): number => {
          data[at] = moved;
          return net.forward(x).sum().item();
        };
        const slope = (lossAt(value + step) - lossAt(value - step)) / (2 * step);
        data[at] = value;
        return slope;
      }),
    );
    t.close(
      tiedGradient(net, shared, x),
      wanted,
      {
        en: 'moving the one weight moves every use of it, so the uses add up',
        zh: '动一下这个权重，每次使用都跟着动，所以各次的贡献要加起来',
      },
      1e-6,
    );
  },
);

property(
  { en: 'a layer that is used once gets its own gradient', zh: '只用一次的层，得到的就是它自己的梯度' },
  [...cases],
  (t, uses, inputs, width, seed) => {
    const { net, x } = build(uses, inputs, width, seed);
    const first = net.at(0) as Linear;
    const found = tiedGradient(net, first, x);
    net.forward(x).sum().backward();
    t.close(found, first.weight.grad!.tolist(), { en: 'a sum of one', zh: '一项之和' }, 1e-9);
  },
);

property(
  { en: 'no gradient of the net is touched', zh: '不碰原网络的任何梯度' },
  [...cases],
  (t, uses, inputs, width, seed) => {
    const { net, shared, x } = build(uses, inputs, width, seed);
    tiedGradient(net, shared, x);
    t.equal(
      [...net.parameters()].map((p) => p.grad),
      [null, null, null, null],
      {
        en: 'a question about the net must not change its state',
        zh: '问一个关于网络的问题，不应改变它的状态',
      },
    );
  },
);
