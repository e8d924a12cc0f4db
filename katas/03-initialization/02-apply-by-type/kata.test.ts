import { apply, initLinear } from '#kata/03-initialization/02-apply-by-type/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, Module, Parameter, ReLU, Sequential, Tanh, type Tensor, tensor } from '#lib';

forbid(['apply', 'modules', 'namedModules', 'walk', 'walkSlots', 'parameters', 'namedParameters'], {
  en: 'it walks the tree for you. Go from children to children.',
  zh: '它会替你遍历整棵树。请从子模块走到子模块。',
});

const texts = { net: { en: 'net', zh: '网络' } } satisfies Record<string, Text>;

/** A special Linear is still a Linear. */
class MyLinear extends Linear {}
/** Named like a Linear, and none: it has no weight of its own. */
class LinearBlock extends Module {
  inner = new Linear(2, 2);
}
/** Has a weight, and is no Linear. */
class Scale extends Module {
  weight = new Parameter(tensor([1, 2]));
}
const leaves = [
  () => new Linear(2, 3),
  () => new Linear(3, 2, { bias: false }),
  () => new ReLU(),
  () => new MyLinear(2, 2),
  () => new Scale(),
];

/** A random tree, and its modules in the order in which they are finished: children before parents. */
function grow(rng: Generator, depth: number): { root: Module; order: Module[] } {
  const order: Module[] = [];
  const make = (left: number): Module => {
    const pick = Math.floor(rng.uniform() * (left > 0 ? leaves.length + 3 : leaves.length));
    const module =
      leaves[pick]?.() ??
      new Sequential(...Array.from({ length: 1 + Math.floor(rng.uniform() * 3) }, () => make(left - 1)));
    order.push(module);
    return module;
  };
  const root = new Sequential(...Array.from({ length: 3 }, () => make(depth))) as Module;
  order.push(root);
  return { root, order };
}
const names = (modules: readonly Module[]): string[] => modules.map(({ typeName }) => typeName);
const seen = (root: Module): Module[] => {
  const list: Module[] = [];
  apply(root, (module) => void list.push(module));
  return list;
};
const fillWith = (value: number) => (p: Tensor) => void p.data.copy_(tensor(value));
/** Not vacuous: no fresh layer holds 5 or −3 anywhere, since fresh numbers lie within ±1. */
const isAll = (p: Tensor | null, value: number): boolean => p!.array.values().every((v) => v === value);

example({ en: 'apply meets both layers, then the net', zh: 'apply 先遇到两层，再遇到整个网络' }, (t) => {
  t.equal(names(seen(new Sequential(new Linear(4, 8), new ReLU()))), ['Linear', 'ReLU', 'Sequential'], {
    en: 'children first',
    zh: '子模块在先',
  });
});

property(
  { en: 'every module is met once, children before their parent', zh: '每个模块遇到一次，子模块先于父模块' },
  [gen.seed(), gen.dim(0, 3)],
  (t, seed, depth) => {
    const { root, order } = grow(new Generator(seed), depth);
    t.input(texts.net, names(order));
    const got = seen(root);
    t.equal(names(got), names(order), { en: 'the whole tree, the root last', zh: '整棵树，根在最后' });
    t.holds(
      got.every((module, i) => module === order[i]),
      { en: 'the modules themselves', zh: '就是那些模块本身' },
    );
  },
);

property(
  { en: 'a layer in two places is met once', zh: '放在两处的层只遇到一次' },
  [gen.dim(2, 4)],
  (t, times) => {
    const shared = new Linear(2, 2);
    const net = new Sequential(...Array.from({ length: times }, () => shared), new Tanh());
    t.equal(names(seen(net)), ['Linear', 'Tanh', 'Sequential'], {
      en: 'one object, one visit',
      zh: '一个对象，访问一次',
    });
  },
);

property(
  { en: 'a layer shared by two blocks is met once', zh: '两个块共用的层只遇到一次' },
  [gen.dim(2, 4)],
  (t, blocks) => {
    const shared = new Linear(2, 2);
    const net = new Sequential(...Array.from({ length: blocks }, () => new Sequential(shared)));
    const wanted = ['Linear', ...Array.from({ length: blocks }, () => 'Sequential'), 'Sequential'];
    t.equal(names(seen(net)), wanted, {
      en: 'a block knows its own children only: remember what was met in the whole tree',
      zh: '每个块只认得自己的子模块：要记住整棵树里遇到过谁',
    });
  },
);

property({ en: 'apply gives the net back', zh: 'apply 返回网络本身' }, [gen.seed()], (t, seed) => {
  const { root } = grow(new Generator(seed), 1);
  t.identical(
    apply(root, () => {}),
    root,
    { en: 'so that calls can be chained', zh: '这样就能连着调用' },
  );
});

property(
  { en: 'every Linear gets its weight and its bias rule', zh: '每个 Linear 都用上权重规则和偏置规则' },
  [gen.seed(), gen.dim(0, 3)],
  (t, seed, depth) => {
    const { root, order } = grow(new Generator(seed), depth);
    t.input(texts.net, names(order));
    t.runs(() => apply(root, initLinear(fillWith(5), fillWith(-3))), {
      en: 'a layer may have no bias',
      zh: '有的层没有偏置',
    });
    const linears = order.filter((m): m is Linear => m instanceof Linear);
    t.holds(
      linears.every(({ weight }) => isAll(weight, 5)),
      { en: 'weights follow the first rule, in subclasses too', zh: '权重按第一条规则，子类也一样' },
    );
    t.holds(
      linears.every(({ bias }) => bias === null || isAll(bias, -3)),
      { en: 'biases follow the second rule', zh: '偏置按第二条规则' },
    );
  },
);

property(
  { en: 'what is no Linear stays as it is', zh: '不是 Linear 的保持原样' },
  [gen.dim(1, 3)],
  (t, count) => {
    const scales = Array.from({ length: count }, () => new Scale());
    const block = new LinearBlock();
    t.runs(() => apply(new Sequential(...scales, block), initLinear(fillWith(5), fillWith(5))), {
      en: 'a name is no type',
      zh: '名字不是类型',
    });
    t.holds(
      scales.every(({ weight }) => weight.array.values().join() === '1,2'),
      { en: 'a weight alone makes no Linear', zh: '有 weight 不等于就是 Linear' },
    );
    t.holds(isAll(block.inner.weight, 5), { en: 'the Linear inside is one', zh: '里面的那个才是' });
  },
);

property(
  { en: 'each parameter is handed to its rule once', zh: '每个参数只交给规则一次' },
  [gen.dim(1, 4)],
  (t, count) => {
    const weights: Tensor[] = [];
    const biases: Tensor[] = [];
    const net = new Sequential(
      ...Array.from({ length: count }, (_, i) => new Linear(2, 2, { bias: i % 2 === 0 })),
    );
    apply(
      net,
      initLinear(
        (p) => void weights.push(p),
        (p) => void biases.push(p),
      ),
    );
    t.equal([weights.length, biases.length], [count, Math.ceil(count / 2)], {
      en: '[weights, biases]',
      zh: '[权重数, 偏置数]',
    });
    t.identical(weights[0], (net.at(0) as Linear).weight, {
      en: 'the Parameter itself, not a copy',
      zh: '是 Parameter 本身，不是副本',
    });
  },
);
