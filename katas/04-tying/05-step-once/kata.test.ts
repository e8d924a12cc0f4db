import { sgdStep } from '#kata/04-tying/05-step-once/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, Parameter, Sequential, Tanh, tensor } from '#lib';

forbid(['SGD', 'Adam', 'Optimizer', 'step'], {
  en: 'an optimiser of the library is the answer itself. Write the update.',
  zh: '库里的优化器就是答案本身。请自己写更新。',
});

const texts = {
  values: { en: 'values', zh: '数值' },
  grad: { en: 'gradient', zh: '梯度' },
  times: { en: 'times in the list', zh: '在列表里的次数' },
} satisfies Record<string, Text>;

/**
 * A parameter with values and a gradient from eighths; lr is a power of two, so that every step is exact.
 * Not vacuous: no number of a gradient is 0.
 */
function moving(
  seed: number,
  rows: number,
  columns: number,
): { p: Parameter; values: number[]; grad: number[] } {
  const [values, grad] = [gen.from(seed, rows, columns), gen.from(seed + 1, rows, columns)];
  const p = new Parameter(tensor(values.nested()));
  const kept = grad.values.map((g) => (g === 0 ? 1 : g));
  p.grad = tensor(gen.from(seed + 1, rows, columns).nested());
  for (const [i, g] of kept.entries()) p.grad.indexPut_([Math.floor(i / columns), i % columns], g);
  return { p, values: [...values.values], grad: kept };
}
const sizes = [gen.dim(1, 4), gen.dim(1, 4), gen.seed()] as const;
const lr = 0.25;

example(
  { en: 'w = 2 with gradient 3 goes to 1.25 at lr 0.25', zh: 'w = 2、梯度 3、学习率 0.25，走到 1.25' },
  (t) => {
    const p = new Parameter(tensor([2]));
    p.grad = tensor([3]);
    sgdStep([p], lr);
    t.equal(p.item(), 1.25, { en: '2 − 0.25 · 3', zh: '2 − 0.25 · 3' });
  },
);

property(
  { en: 'a step is minus lr times the gradient', zh: '一步等于负的学习率乘以梯度' },
  [...sizes],
  (t, rows, columns, seed) => {
    const { p, values, grad } = moving(seed, rows, columns);
    t.input(texts.values, values);
    t.input(texts.grad, grad);
    sgdStep([p], lr);
    t.equal(
      p.array.values(),
      values.map((v, i) => v - lr * grad[i]!),
      {
        en: 'downhill, every number by its own slope',
        zh: '往下坡走，每个数按自己的斜率',
      },
    );
  },
);

property(
  { en: 'a parameter that comes several times is stepped once', zh: '来了好几次的参数只更新一次' },
  [...sizes, gen.dim(2, 4)],
  (t, rows, columns, seed, times) => {
    const { p, values, grad } = moving(seed, rows, columns);
    t.input(texts.times, times);
    sgdStep(
      Array.from({ length: times }, () => p),
      lr,
    );
    t.equal(
      p.array.values(),
      values.map((v, i) => v - lr * grad[i]!),
      {
        en: 'its gradient is already the sum over its uses',
        zh: '它的梯度已经是各次使用之和',
      },
    );
  },
);

property(
  { en: 'the parameters may come from a generator', zh: '参数可以来自生成器' },
  [gen.dim(1, 3), gen.dim(1, 3), gen.seed()],
  (t, inputs, outputs, seed) => {
    const net = new Linear(inputs, outputs, { generator: new Generator(seed) });
    for (const p of net.parameters()) p.grad = tensor(p.tolist()).fill_(1);
    const before = [...net.parameters()].map((p) => p.array.values());
    sgdStep(net.parameters(), lr);
    t.close(
      [...net.parameters()].flatMap((p) => p.array.values()),
      before.flat().map((v) => v - lr),
      { en: 'walk it once, and step on the way', zh: '只走一遍，边走边更新' },
    );
  },
);

property(
  { en: 'whoever holds the parameter sees the step', zh: '拿着这个参数的人都看得到更新' },
  [...sizes],
  (t, rows, columns, seed) => {
    const { p } = moving(seed, rows, columns);
    const [window, view] = [p.detach(), p.ndarray()];
    const before = p.array.get(0, 0);
    sgdStep([p], lr);
    t.holds(p.array.get(0, 0) !== before, { en: 'the parameter has moved', zh: '参数动了' });
    t.equal([window.array.get(0, 0), view.get(0, 0)], [p.array.get(0, 0), p.array.get(0, 0)], {
      en: 'the numbers change where they lie; a new array would leave the others behind',
      zh: '数要在原处改；换成新数组，别人手里的就成了旧的',
    });
  },
);

property(
  { en: 'no gradient, no step; frozen, no step', zh: '没有梯度不动，冻结了也不动' },
  [...sizes],
  (t, rows, columns, seed) => {
    const { p: without, values } = moving(seed, rows, columns);
    without.grad = null;
    const { p: frozen } = moving(seed, rows, columns);
    frozen.requiresGrad = false;
    const { p: moved } = moving(seed + 7, rows, columns);
    const start = moved.array.values();
    t.runs(() => sgdStep([without, frozen, moved], lr), {
      en: 'ask whether there is a gradient before you use it',
      zh: '用梯度之前，先问有没有梯度',
    });
    t.equal(without.array.values(), values, {
      en: 'nobody asked for its gradient',
      zh: '没有人求过它的梯度',
    });
    t.equal(frozen.array.values(), values, {
      en: 'a left-over gradient does not thaw it',
      zh: '残留的梯度不能把它解冻',
    });
    t.holds(moved.array.values().join() !== start.join(), {
      en: 'the ones after them still move',
      zh: '排在后面的照样更新',
    });
  },
);

property(
  { en: 'gradients and flags are left as they are', zh: '梯度和标志保持原样' },
  [...sizes],
  (t, rows, columns, seed) => {
    const { p, grad } = moving(seed, rows, columns);
    const holder = p.grad;
    sgdStep([p], lr);
    t.identical(p.grad, holder, { en: 'the same gradient tensor', zh: '仍是那个梯度张量' });
    t.equal(p.grad!.array.values(), grad, { en: 'clearing is somebody else’s job', zh: '清零是别人的事' });
    t.holds(p.requiresGrad && p.isLeaf && p.gradFn === null, {
      en: 'still a trainable leaf: the step is not part of any graph',
      zh: '仍是可训练的叶子：更新不进入任何计算图',
    });
  },
);

property(
  { en: 'two steps of a tied net follow its trace', zh: '绑定网络走两步，轨迹相符' },
  [gen.dim(1, 3), gen.seed()],
  (t, width, seed) => {
    const shared = new Linear(width, width, { generator: new Generator(seed), bias: false });
    const net = new Sequential(shared, new Tanh(), shared);
    const x = tensor([Array.from({ length: width }, (_, i) => i + 1)]);
    for (let step = 0; step < 2; step++) {
      shared.weight.grad = null;
      net.forward(x).sum().backward();
      const wanted = shared.weight.array
        .values()
        .map((v, i) => v - lr * shared.weight.grad!.array.values()[i]!);
      sgdStep([...net.parameters(), shared.weight], lr);
      t.close(shared.weight.array.values(), wanted, {
        en: 'once per step, on the newest gradient',
        zh: '每步一次，用最新的梯度',
      });
    }
  },
);
