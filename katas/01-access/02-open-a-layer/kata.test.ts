import { layerParams } from '#kata/01-access/02-open-a-layer/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, type Module, type Parameter, ReLU, Sequential, Sigmoid, Tanh } from '#lib';

forbid(['namedParameters', 'stateDict', 'walkSlots', 'parameterPaths'], {
  en: 'it lists the parameters for you. Take the layer and ask it for its weight and its bias.',
  zh: '它会替你列出参数。请取出那一层，再向它要权重和偏置。',
});

const texts = {
  net: { en: 'net', zh: '网络' },
  position: { en: 'position', zh: '位置' },
} satisfies Record<string, Text>;

const kinds = ['Linear', 'Linear without bias', 'ReLU', 'Tanh', 'Sigmoid'] as const;
type Kind = (typeof kinds)[number];
const plans = gen.list(gen.constantFrom<Kind>(...kinds), 1, 7);

/** A net with layers of the given kinds in the given order. Not vacuous: no weight is square, no two layers are one. */
function build(plan: readonly Kind[], seed: number): Sequential {
  const generator = new Generator(seed);
  const make: Record<Kind, () => Module> = {
    Linear: () => new Linear(4, 8, { generator }),
    'Linear without bias': () => new Linear(8, 3, { generator, bias: false }),
    ReLU: () => new ReLU(),
    Tanh: () => new Tanh(),
    Sigmoid: () => new Sigmoid(),
  };
  return new Sequential(...plan.map((kind) => make[kind]()));
}

const namesOf = (kind: Kind): string[] =>
  kind === 'Linear' ? ['weight', 'bias'] : kind === 'Linear without bias' ? ['weight'] : [];
const names = (pairs: readonly (readonly [string, Parameter])[]): string[] => pairs.map(([name]) => name);

example(
  {
    en: 'the third layer of the book’s net has a weight (1, 8) and a bias (1)',
    zh: '书中网络的第三层有权重 (1, 8) 和偏置 (1)',
  },
  (t) => {
    const net = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1));
    const pairs = layerParams(net, 2);
    t.equal(names(pairs), ['weight', 'bias'], { en: 'two names, in this order', zh: '两个名字，次序如此' });
    t.equal(
      pairs.map(([, parameter]) => [...parameter.shape]),
      [[1, 8], [1]],
      { en: 'the weight is (out, in), the bias (out)', zh: '权重是 (out, in)，偏置是 (out)' },
    );
  },
);

property(
  { en: 'a Linear lists its weight, then its bias', zh: 'Linear 先列权重，再列偏置' },
  [plans, gen.integer(0, 6), gen.seed()],
  (t, plan, at, seed) => {
    const withLinear = plan.with(at % plan.length, 'Linear');
    t.input(texts.net, withLinear);
    t.input(texts.position, at % plan.length);
    const pairs = layerParams(build(withLinear, seed), at % plan.length);
    t.equal(names(pairs), ['weight', 'bias'], {
      en: 'the local names of this one layer, weight first',
      zh: '只要这一层的局部名字，先权重后偏置',
    });
  },
);

property(
  { en: 'a layer without bias lists its weight only', zh: '没有偏置的层只列权重' },
  [gen.integer(1, 6), gen.integer(1, 6)],
  (t, inputs, outputs) => {
    const net = new Sequential(new Linear(inputs, outputs, { bias: false }));
    const idea = { en: 'a bias that is null is no parameter', zh: '偏置是 null，就不算参数' };
    const pairs = t.runs(() => layerParams(net, 0), idea);
    t.equal(names(pairs), ['weight'], idea);
  },
);

property(
  {
    en: 'an activation takes a position of its own and has no parameters',
    zh: '激活层也占一个位置，但没有参数',
  },
  [plans, gen.integer(0, 6), gen.seed()],
  (t, plan, at, seed) => {
    const position = at % plan.length;
    t.input(texts.net, plan);
    t.input(texts.position, position);
    t.equal(names(layerParams(build(plan, seed), position)), namesOf(plan[position]!), {
      en: 'positions count all layers, those without parameters too',
      zh: '位置把所有的层都算进去，没有参数的层也算',
    });
  },
);

property(
  { en: 'negative positions count from the end', zh: '负的位置从末尾数起' },
  [plans, gen.integer(1, 7), gen.seed()],
  (t, plan, back, seed) => {
    const position = -(((back - 1) % plan.length) + 1);
    t.input(texts.net, plan);
    t.input(texts.position, position);
    t.equal(names(layerParams(build(plan, seed), position)), namesOf(plan.at(position)!), {
      en: '−1 is the last layer, as in PyTorch',
      zh: '与 PyTorch 一样，−1 是最后一层',
    });
  },
);

property(
  { en: 'a position outside the net is refused', zh: '超出网络的位置要拒绝' },
  [plans, gen.integer(0, 3), gen.boolean(), gen.seed()],
  (t, plan, beyond, fromEnd, seed) => {
    const position = fromEnd ? -plan.length - 1 - beyond : plan.length + beyond;
    t.input(texts.net, plan);
    t.input(texts.position, position);
    const net = build(plan, seed);
    t.throws(() => layerParams(net, position), [String(position)], {
      en: 'an empty list would say: there is such a layer, and it has no parameters',
      zh: '空列表的意思是“有这一层，但没有参数”，不能用来表示没有这一层',
    });
  },
);

property(
  { en: 'what is listed are the layer’s own parameters', zh: '列出的就是这一层自己的参数' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, inputs, outputs, seed) => {
    const layer = new Linear(inputs, outputs, { generator: new Generator(seed) });
    const net = new Sequential(new Tanh(), layer);
    const [weight, bias] = layerParams(net, 1).map(([, parameter]) => parameter);
    weight!.data.fill_(42);
    t.equal(layer.weight.array.get(0, 0), 42, {
      en: 'writing through the list reaches the net',
      zh: '通过列表写入，网络里也应当看得到',
    });
    t.identical(weight, layer.weight, { en: 'the weight is the very object', zh: '权重就是那一个对象' });
    t.identical(bias, layer.bias, { en: 'so is the bias', zh: '偏置也是' });
  },
);

property(
  {
    en: 'one layer at two positions lists the same parameters twice',
    zh: '同一层放在两个位置，列出的是同样的参数',
  },
  [gen.dim(1, 5), gen.seed()],
  (t, width, seed) => {
    const shared = new Linear(width, width, { generator: new Generator(seed) });
    const net = new Sequential(shared, new ReLU(), shared);
    const [first, second] = [layerParams(net, 0), layerParams(net, 2)];
    t.equal(names(second), ['weight', 'bias'], {
      en: 'both positions have the layer',
      zh: '两个位置都是这一层',
    });
    t.identical(second[0]?.[1], first[0]?.[1], { en: 'one layer, one weight', zh: '同一层，同一个权重' });
  },
);
