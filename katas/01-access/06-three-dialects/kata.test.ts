import { type Dialect, lookup } from '#kata/01-access/06-three-dialects/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Linear, type Module, type Parameter, ReLU, Sequential, Tanh } from '#lib';

forbid(['getParameter', 'getSubmodule', 'stateDict', 'walkSlots', 'parameterPaths'], {
  en: 'it finds the parameter for you. Walk the named parameters and spell each key yourself.',
  zh: '它会替你找到参数。请遍历带名字的参数，自己拼出每个键。',
});

const texts = {
  net: { en: 'net', zh: '网络' },
  key: { en: 'key', zh: '键' },
  dialect: { en: 'dialect', zh: '方言' },
} satisfies Record<string, Text>;

const dialects = ['torch', 'mxnet', 'keras'] as const;
const kinds = ['Linear', 'Linear without bias', 'ReLU', 'Tanh'] as const;
type Kind = (typeof kinds)[number];
// Not vacuous: a plan may lack layers with parameters, most do not; and boxes are compared, not numbers.
const plans = gen.list(gen.constantFrom<Kind>(...kinds), 0, 6);
const make: Record<Kind, () => Module> = {
  Linear: () => new Linear(2, 3),
  'Linear without bias': () => new Linear(3, 2, { bias: false }),
  ReLU: () => new ReLU(),
  Tanh: () => new Tanh(),
};
const build = (plan: readonly Kind[]): Sequential =>
  new Sequential(...plan.map((kind) => make[kind]())) as never;

type Row = Record<Dialect, string> & { readonly parameter: Parameter };

/** All keys of a net, from the plan alone: every key with the parameter it must lead to. */
function rowsOf(net: Sequential, plan: readonly Kind[]): Row[] {
  const rows: Row[] = [];
  let dense = -1;
  plan.forEach((kind, place) => {
    if (!kind.startsWith('Linear')) return;
    dense += 1;
    const layer = net.at(place) as Linear;
    for (const name of kind === 'Linear' ? (['weight', 'bias'] as const) : (['weight'] as const)) {
      const parameter = layer[name] as Parameter;
      rows.push({
        torch: `${place}.${name}`,
        mxnet: `dense${dense}_${name}`,
        keras: String(rows.length),
        parameter,
      });
    }
  });
  return rows;
}

/** The words of a message; a dot inside belongs to a word, one at its end to the sentence. */
const wordsOf = (error: unknown): string[] => String(Object(error).message).match(/\w+(\.\w+)*/g) ?? [];

example(
  {
    en: '2.bias, dense1_bias and 3 are one parameter of the book’s net',
    zh: '在书中的网络里，2.bias、dense1_bias 和 3 是同一个参数',
  },
  (t) => {
    const net = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 1));
    const { bias } = net.at(2) as Linear;
    t.identical(lookup(net, '2.bias', 'torch'), bias, { en: 'PyTorch: a path', zh: 'PyTorch：路径' });
    t.identical(lookup(net, 'dense1_bias', 'mxnet'), bias, { en: 'Gluon: a counter', zh: 'Gluon：计数器' });
    t.identical(lookup(net, '3', 'keras'), bias, { en: 'Keras: a position', zh: 'Keras：位置' });
  },
);

property(
  { en: 'every key of every dialect leads to its parameter', zh: '每种方言的每个键都通向它的参数' },
  [plans, gen.constantFrom<Dialect>(...dialects)],
  (t, plan, dialect) => {
    const net = build(plan);
    t.input(texts.net, plan);
    t.input(texts.dialect, dialect);
    for (const row of rowsOf(net, plan)) {
      t.input(texts.key, row[dialect]);
      t.identical(lookup(net, row[dialect], dialect), row.parameter, {
        en: 'the very parameter the layer holds, no copy and no neighbour',
        zh: '就是层里装着的那个参数，不是副本，也不是旁边的',
      });
    }
  },
);

property(
  { en: 'the mxnet counter passes over layers without parameters', zh: 'mxnet 的计数器跳过没有参数的层' },
  [gen.dim(1, 4)],
  (t, activations) => {
    const plan: Kind[] = ['Linear', ...Array.from({ length: activations }, (): Kind => 'ReLU'), 'Linear'];
    const net = build(plan);
    t.input(texts.net, plan);
    t.identical(lookup(net, 'dense1_weight', 'mxnet'), (net.at(-1) as Linear).weight, {
      en: 'dense1 is the second layer with parameters, wherever it stands',
      zh: 'dense1 是第二个有参数的层，不管它站在哪里',
    });
  },
);

property(
  { en: 'a keras position counts arrays, not layers', zh: 'keras 的位置数的是数组，不是层' },
  [gen.list(gen.boolean(), 1, 5)],
  (t, biases) => {
    const plan = [
      ...biases.map((bias): Kind => (bias ? 'Linear' : 'Linear without bias')),
      'Linear' as const,
    ];
    const net = build(plan);
    const position = biases.reduce((sum, bias) => sum + (bias ? 2 : 1), 1);
    t.input(texts.net, plan);
    t.input(texts.key, String(position));
    t.identical(lookup(net, String(position), 'keras'), (net.at(-1) as Linear).bias, {
      en: 'each layer adds one array, or two when it has a bias',
      zh: '每层增加一个数组；有偏置时是两个',
    });
  },
);

property(
  { en: 'with more than ten layers no key moves', zh: '超过十层，键也不会错位' },
  [gen.dim(11, 13), gen.integer(0, 12)],
  (t, layers, which) => {
    const net = build(Array.from({ length: layers }, (): Kind => 'Linear'));
    const at = which % layers;
    t.input(texts.key, `${at}.weight`);
    const { weight } = net.at(at) as Linear;
    for (const [dialect, key] of [
      ['torch', `${at}.weight`],
      ['mxnet', `dense${at}_weight`],
      ['keras', String(2 * at)],
    ] as const) {
      t.identical(lookup(net, key, dialect), weight, {
        en: 'keys follow the order of the layers, in which 10 comes after 9',
        zh: '键按层的次序排，10 在 9 之后',
      });
    }
  },
);

property(
  {
    en: 'an unknown key is refused, and the message lists what there is',
    zh: '不认识的键要拒绝，错误信息里列出有哪些键',
  },
  [plans, gen.constantFrom<Dialect>(...dialects)],
  (t, plan, dialect) => {
    const net = build(plan);
    t.input(texts.net, plan);
    t.input(texts.dialect, dialect);
    const known = rowsOf(net, plan).map((row) => row[dialect]);
    let words: readonly string[] = [];
    const call = () => {
      try {
        return lookup(net, 'nowhere', dialect);
      } catch (error) {
        words = wordsOf(error);
        throw error;
      }
    };
    t.throws(call, ['nowhere', ...known], {
      en: 'fail where the mistake is, and help whoever made it',
      zh: '错在哪里就在哪里报，并帮助写错的人',
    });
    t.equal(
      known.filter((key) => !words.includes(key)),
      [],
      {
        en: 'each key stands by itself: 1 is not read out of 10',
        zh: '每个键单独成词：不能从 10 里面读出 1',
      },
    );
  },
);

property(
  { en: 'a dialect understands its own keys only', zh: '每种方言只认自己的键' },
  [gen.constantFrom(...dialects), gen.constantFrom(...dialects)],
  (t, speaker, listener) => {
    const plan: Kind[] = ['Linear', 'ReLU', 'Linear'];
    const net = build(plan);
    if (speaker === listener) return;
    const key = rowsOf(net, plan)[3]![speaker];
    t.input(texts.key, key);
    t.input(texts.dialect, listener);
    t.throws(() => lookup(net, key, listener), [key], {
      en: 'a key of another dialect is an unknown key',
      zh: '别的方言的键，就是不认识的键',
    });
  },
);

property(
  { en: 'a keras position is written plainly', zh: 'keras 的位置要写得规规矩矩' },
  [gen.constantFrom('', ' 1', '01', '+1', '1.0', '-1', '1e0')],
  (t, key) => {
    t.input(texts.key, `'${key}'`);
    t.throws(() => lookup(build(['Linear']), key, 'keras'), [], {
      en: 'Number() reads much as a number that is no position: even the empty text is 0 to it',
      zh: 'Number() 会把许多不是位置的写法当成数：连空文字在它看来也是 0',
    });
  },
);
