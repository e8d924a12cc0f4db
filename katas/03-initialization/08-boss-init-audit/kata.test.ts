import { audit, type Finding } from '#kata/03-initialization/08-boss-init-audit/kata.ts';
import { myProperty } from '#kata/03-initialization/08-boss-init-audit/property.ts';
import { boss, example, gen, nets, property, type Text } from '#kit';
import { Generator, Linear, type Module, ReLU, Sequential, Tanh, type Tensor, tensor } from '#lib';

const texts = {
  width: { en: 'hidden units', zh: '隐藏单元个数' },
  pair: { en: 'two of them', zh: '其中两个' },
  different: { en: 'different in', zh: '不同之处' },
  scales: { en: 'each layer multiplies by', zh: '各层依次乘以' },
  dead: { en: 'dead units', zh: '死掉的单元个数' },
  constant: { en: 'every number is', zh: '每个数都是' },
  bias: { en: 'with biases', zh: '带偏置' },
} satisfies Record<string, Text>;

type Kind = Finding['kind'];
const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ kind, where }) => `${kind} ${where}`);
const ofKind = (kind: Kind, findings: readonly Finding[]): Finding[] =>
  findings.filter((finding) => finding.kind === kind);
/** Findings as pairs of place and value. */
const pairs = (findings: readonly Finding[]) => findings.map(({ where, value }) => [where, value]);

example(
  {
    en: 'a net of zeros: every unit is alike, dead, flat, and only the last bias can learn',
    zh: '全零的网络：单元全都一样、全死、输出不变，只有最后的偏置能学',
  },
  (t) => {
    const net = nets.filled(new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 1)), 0);
    const findings = audit(net, tensor([1, 0, 0, 2]).reshape(2, 2));
    const zero = ['0.weight', '0.bias', '2.weight'].map((where) => `zero gradient ${where}`);
    t.equal(told(findings), ['symmetry 0', 'dead 1', 'drift 0', ...zero], {
      en: 'kind by kind, each in the order of the net',
      zh: '一类一类地列，每类里按网络的次序',
    });
    t.equal(
      findings.map(({ value }) => value),
      [1, 1, 0, 0, 0, 0],
      { en: 'two shares of 1, a ratio of 0, gradients of 0', zh: '两个比例是 1，比值是 0，梯度是 0' },
    );
  },
);

property(
  { en: 'a constant start: all hidden units are alike', zh: '常数起步：隐藏单元全都相同' },
  [gen.constantFrom(0, 1, 0.5, -0.25, 42), gen.dim(2, 5), gen.dim(2, 4), gen.boolean(), gen.seed()],
  (t, constant, first, second, bias, seed) => {
    t.input(texts.constant, constant);
    t.input(texts.bias, String(bias));
    const [a, b, c] = [
      new Linear(3, first, { bias }),
      new Linear(first, second, { bias }),
      new Linear(second, 2),
    ];
    const net = nets.filled(new Sequential(a, new Tanh(), b, new Tanh(), c), constant);
    const findings = t.runs(() => audit(net, nets.drawn(new Generator(seed), 4, 3)), {
      en: 'a layer may have no bias',
      zh: '层可以没有偏置',
    });
    const every = ['0', '2'].map((where) => [where, 1]);
    t.equal(pairs(ofKind('symmetry', findings)), every, {
      en: 'every hidden Linear, with all of its units; the last Linear is not hidden',
      zh: '每个隐藏的 Linear，全部单元；最后一个 Linear 不算隐藏',
    });
  },
  { runs: 40 },
);

property(
  { en: 'twins share their row, their bias and their column', zh: '孪生单元的行、偏置、列都相同' },
  [gen.dim(3, 7), gen.constantFrom('nothing', 'row', 'bias', 'column'), gen.boolean(), gen.seed()],
  (t, width, different, asleep, seed) => {
    const generator = new Generator(seed);
    const [i, j] = generator.permutation(width) as [number, number];
    const [rows, columns] = [nets.distinct(generator, width, 3), nets.distinct(generator, width, 2)];
    // Asleep, every unit gives 0 on every row of x: alike in what they say, not in what they are.
    const bias = nets.distinct(generator, 1, width)[0]!.map((b) => (asleep ? b - 100 : b));
    if (different !== 'row') rows[j] = rows[i]!;
    if (different !== 'bias') bias[j] = bias[i]!;
    if (different !== 'column') columns[j] = columns[i]!;
    t.input(texts.width, width);
    t.input(texts.pair, [i, j]);
    t.input(texts.different, different);
    const back = [0, 1].map((k) => columns.map((column) => column[k]!));
    const net = new Sequential(nets.linear(rows, bias), new ReLU(), nets.linear(back));
    const found = ofKind('symmetry', audit(net, nets.drawn(generator, 4, 3)));
    t.equal(told(found), different === 'nothing' ? ['symmetry 0'] : [], {
      en: 'one difference, in or out, and the gradients of the two differ, too',
      zh: '进来或出去，只要有一处不同，两者的梯度就不同',
    });
    if (different !== 'nothing') return;
    t.close(found[0]!.value, 2 / width, {
      en: 'two units of the layer have a twin',
      zh: '这一层有两个单元有孪生',
    });
  },
);

property(
  {
    en: 'dead means 0 in every row; half of the units is enough',
    zh: '死掉是说每一行都为 0；达到一半就报告',
  },
  [gen.dim(1, 6), gen.dim(0, 6), gen.seed()],
  (t, width, wanted, seed) => {
    const dead = Math.min(wanted, width);
    t.input(texts.width, width);
    t.input(texts.dead, dead);
    // Not vacuous: x is 1, 2 or −3. A living unit is 0 in one row or two, never in all; a dead one has a bias of −100.
    const signs = nets.distinct(new Generator(seed), 1, width)[0]!.map((v) => (v > 0.5 ? 1 : -1));
    const biases = signs.map((_, i) => (i < dead ? -100 : 0));
    const rows = signs.map((sign) => [sign]);
    const net = new Sequential(nets.linear(rows, biases), new ReLU(), nets.linear([signs]));
    const found = ofKind('dead', audit(net, tensor([[1], [2], [-3]])));
    t.equal(told(found), 2 * dead >= width ? ['dead 1'] : [], {
      en: 'the path of the ReLU, when at least half of its units are dead',
      zh: '至少一半单元死掉时，给出这个 ReLU 的路径',
    });
    if (2 * dead < width) return;
    t.close(found[0]!.value, dead / width, { en: 'the share of dead units', zh: '死掉的单元所占比例' });
  },
);

property(
  {
    en: 'drift is measured against x, at the first Linear outside 0.1 … 10',
    zh: '漂移以 x 为准，报告第一个超出 0.1 … 10 的 Linear',
  },
  [gen.list(gen.constantFrom(0.25, 0.5, 1, 2, 4), 1, 6), gen.dim(1, 3), gen.seed()],
  (t, scales, size, seed) => {
    t.input(texts.scales, scales);
    const x = tensor(nets.distinct(new Generator(seed), 4, size));
    // The biases differ from unit to unit and are the same in every row: they are no spread.
    const net = new Sequential(...scales.map((scale) => nets.diagonal(size, scale, 8)));
    const ratios = scales.map((_, i) => scales.slice(0, i + 1).reduce((a, b) => a * b, 1));
    const first = ratios.findIndex((ratio) => ratio < 0.1 || ratio > 10);
    const found = ofKind('drift', audit(net, x));
    t.equal(told(found), first < 0 ? [] : [`drift ${first}`], {
      en: 'small changes multiply up; what comes after the first has inherited it',
      zh: '小的变化会一路相乘；第一个之后的都是继承来的',
    });
    if (first < 0) return;
    // The values are float32 numbers around 100 that differ by about 0.1: the ratio is good to 1e-3.
    t.close(
      found[0]!.value / ratios[first]!,
      1,
      { en: 'the ratio of the spreads', zh: '两个散布之比' },
      1e-2,
    );
  },
);

property(
  { en: 'what an activation squashes is no drift', zh: '激活函数压缩的不算漂移' },
  [gen.constantFrom(16, 64, 256), gen.dim(1, 3)],
  (t, large, size) => {
    // ±large goes in, ±large comes out of both Linears; the tanh between them gives ±1.
    const x = tensor([new Array(size).fill(large), new Array(size).fill(-large)]);
    t.input({ en: 'x', zh: 'x' }, x);
    const found = audit(new Sequential(nets.diagonal(size, 1), new Tanh(), nets.diagonal(size, large)), x);
    t.equal(told(ofKind('drift', found)), [], {
      en: 'drift is told of Linears: a tanh is meant to bound what it is given',
      zh: '漂移只说 Linear：tanh 本来就是用来限制大小的',
    });
  },
);

property(
  {
    en: 'a gradient that is zero everywhere is told by the parameter’s path',
    zh: '处处为零的梯度，用参数的路径报告',
  },
  [gen.constantFrom('first', 'last'), gen.dim(2, 5), gen.seed()],
  (t, zeroed, width, seed) => {
    const generator = new Generator(seed);
    const first = nets.linear(nets.distinct(generator, width, 3), new Array(width).fill(0.5));
    const last = nets.linear(nets.distinct(generator, 2, width), [0.5, 0.5]);
    nets.filled(zeroed === 'first' ? first : last, 0);
    const found = ofKind(
      'zero gradient',
      audit(new Sequential(first, new Tanh(), last), tensor(nets.distinct(generator, 4, 3))),
    );
    t.input({ en: 'zeroed layer', zh: '清零的层' }, zeroed);
    // tanh 0 is 0, so the last weight sees nothing of a first layer of zeros; all other gradients are sums of positive terms.
    t.equal(
      pairs(found),
      (zeroed === 'first' ? ['2.weight'] : ['0.weight', '0.bias']).map((where) => [where, 0]),
      {
        en: 'a layer of zeros passes no gradient down, but gets one itself',
        zh: '全零的层不往下传梯度，自己却有梯度',
      },
    );
  },
);

property(
  {
    en: 'terms that cancel by chance in one place are no zero gradient; frozen parameters have none',
    zh: '个别位置恰好抵消，不算零梯度；冻结的参数没有梯度',
  },
  [gen.dim(2, 4), gen.seed()],
  (t, width, seed) => {
    const rows = nets.distinct(new Generator(seed), 2, width);
    // The gradient of the weight is the sum of the rows of x: 0 and 4 here, and −2 and 2 below. Each time it learns.
    for (const x of [
      tensor([new Array(width).fill(2).fill(-1, 0, 1), new Array(width).fill(2).fill(1, 0, 1)]),
      tensor([
        [-3, 3, ...new Array(width - 2).fill(0)],
        [1, -1, ...new Array(width - 2).fill(0)],
      ]),
    ]) {
      const layer = nets.linear(rows, [1, 1]);
      t.equal(told(ofKind('zero gradient', audit(layer, x))), [], {
        en: 'one number that is not zero is enough to learn',
        zh: '有一个数不为零就能学',
      });
    }
    const net = nets.filled(new Sequential(new Linear(width, 3), new Tanh(), new Linear(3, 2)), 0);
    net.getParameter('0.weight').requiresGrad_(false);
    t.equal(
      told(ofKind('zero gradient', audit(net, tensor(rows)))),
      ['zero gradient 0.bias', 'zero gradient 2.weight'],
      { en: 'a frozen parameter is not meant to learn', zh: '冻结的参数本来就不学' },
    );
  },
);

property(
  {
    en: 'the nested net of the book, left at its defaults, is told: drift and dead units',
    zh: '书中的嵌套网络用默认初值，会报告漂移和死掉的单元',
  },
  [gen.seed()],
  (t, seed) => {
    const generator = new Generator(seed);
    const all = Array.from({ length: 12 }, () =>
      audit(nets.ofTheBook(generator), nets.drawn(generator, 8, 4)),
    );
    const ill = (kind: Kind): number => all.filter((findings) => ofKind(kind, findings).length > 0).length;
    // Of 20,000 such nets all have drift, all but 44 a dead half. Were it only 99 of 100, nine healthy ones among twelve
    // would come once in 10¹⁵ (220 · 0.01⁹).
    t.holds(ill('drift') > 3, {
      en: 'after a few layers the rows of x can hardly be told apart',
      zh: '过了几层，x 的各行就几乎分不出来了',
    });
    t.holds(ill('dead') > 3, { en: 'half of some layer is dead', zh: '某一层有一半死掉了' });
    const known = new Set(
      [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].map((j) => `0.block ${i}.${j}`)).concat('1'),
    );
    t.equal(
      all.flatMap((findings) =>
        [...ofKind('drift', findings), ...ofKind('dead', findings)].filter(({ where }) => !known.has(where)),
      ),
      [],
      { en: 'told by full paths, such as 0.block 2.1', zh: '用完整路径报告，例如 0.block 2.1' },
    );
  },
  { runs: 5 },
);

property(
  { en: 'a tanh net with a good start: nothing to tell', zh: '开头良好的 tanh 网络：没有什么要报告' },
  [gen.seed()],
  (t, seed) => {
    const generator = new Generator(seed);
    // Squared, the ratios are near 0.86, 0.57 and 0.49. Below 0.01, at least 12 of 24 units would lie below 0.02; of
    // 17,600 units none did. Were it one in 1,000: 2.7e6 · 0.001¹² = 3e-30. Above 100 is further still.
    t.equal(told(audit(nets.healthy(generator), nets.drawn(generator, 24, 24))), [], {
      en: 'no false alarm',
      zh: '不误报',
    });
  },
  { runs: 5 },
);

property(
  { en: 'the order of the hidden units does not matter', zh: '隐藏单元的次序无关' },
  [gen.dim(2, 7), gen.seed()],
  (t, width, seed) => {
    const generator = new Generator(seed);
    const { build, x } = nets.anyOrder(generator, width);
    const order = generator.permutation(width);
    t.input({ en: 'new order', zh: '新的次序' }, order);
    const before = audit(build([...Array(width).keys()]), x);
    const after = audit(build(order), x);
    t.holds(before.length > 1, { en: 'this net has twins and drift', zh: '这个网络有孪生和漂移' });
    t.equal(told(after), told(before), { en: 'the same findings', zh: '结论相同' });
    t.close(
      after.map(({ value }) => value),
      before.map(({ value }) => value),
      { en: 'with the same values', zh: '数值也相同' },
      1e-4,
    );
  },
);

property(
  { en: 'an audit looks and does not touch', zh: '只看不动' },
  [gen.boolean(), gen.seed()],
  (t, trained, seed) => {
    const generator = new Generator(seed);
    const first = nets.linear(nets.distinct(generator, 3, 2), [0, 1, 2]);
    const net = new Sequential(first, new Tanh(), nets.linear(nets.distinct(generator, 1, 3)));
    const x = tensor(nets.distinct(generator, 3, 2));
    if (trained) net.forward(x).mean().backward();
    t.input({ en: 'with gradients', zh: '带着梯度' }, trained);
    const state = (): unknown[] =>
      [...net.namedParameters()].map(([name, p]) => [
        name,
        p.requiresGrad,
        p.array.values(),
        p.grad?.array.values() ?? null,
      ]);
    const before = state();
    audit(net, x);
    t.equal(state(), before, {
      en: 'values and gradients stay as they are, and null stays null',
      zh: '值和梯度都保持原样，null 还是 null',
    });
  },
);

type Audit = (net: Module, x: Tensor) => Finding[];
boss<{ audit: Audit }, Audit>({ en: 'your property', zh: '你的性质' }, myProperty, (module) => module.audit, {
  kata: '03-initialization/08-boss-init-audit',
  atLeast: 12,
});
