import { clearGrads, gradState, repeatBackward } from '#kata/01-access/04-gradient-states/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, Parameter, Sequential, Tanh, type Tensor, tensor } from '#lib';

forbid(['zeroGrad'], {
  en: 'zeroGrad is the answer itself. Write the loop over the parameters yourself.',
  zh: 'zeroGrad 就是答案本身。请自己写遍历参数的循环。',
});

const labels = {
  grad: { en: 'gradient', zh: '梯度' },
  passes: { en: 'passes', zh: '反向传播次数' },
  sizes: { en: 'in, hidden', zh: '输入、隐藏层宽度' },
} satisfies Record<string, Text>;

/** Not vacuous: tanh is never switched off, the input is positive, and the last bias has gradient 1 in any case. */
function small(inputs: number, hidden: number, seed: number): { net: Sequential; lossOf: () => Tensor } {
  const generator = new Generator(seed);
  const net = new Sequential(
    new Linear(inputs, hidden, { generator }),
    new Tanh(),
    new Linear(hidden, 1, { generator }),
  );
  const x = tensor([Array.from({ length: inputs }, (_, i) => (i + 1) / inputs)]);
  return { net, lossOf: () => net.forward(x).sum() };
}

const withGrad = (grad: readonly number[]): Parameter => {
  const p = new Parameter(tensor(grad.map(() => 1)));
  p.grad = tensor([...grad]);
  return p;
};
const grads = (parameters: Iterable<Parameter>): (number[] | null)[] =>
  [...parameters].map((p) => p.grad?.array.values() ?? null);

example({ en: 'a fresh parameter has no gradient', zh: '新建的参数没有梯度' }, (t) => {
  const { net } = small(4, 3, 0);
  t.equal([...net.parameters()].map(gradState), ['none', 'none', 'none', 'none'], {
    en: 'before the first backward there is no gradient tensor at all',
    zh: '第一次反向传播之前，根本还没有梯度张量',
  });
});

property(
  { en: 'no gradient and an all-zero gradient are two states', zh: '没有梯度和全零的梯度是两种状态' },
  [gen.dim(1, 5), gen.boolean()],
  (t, length, negative) => {
    const p = new Parameter(tensor(Array.from({ length }, () => 1)));
    t.equal(gradState(p), 'none', { en: 'grad is null: none', zh: 'grad 是 null：none' });
    p.grad = tensor(Array.from({ length }, () => (negative ? -0 : 0)));
    t.input(labels.grad, p.grad);
    t.equal(gradState(p), 'zero', {
      en: 'there is a gradient tensor, and it holds zeros: zero',
      zh: '有梯度张量，里面全是零：zero',
    });
  },
);

property(
  { en: 'a single number away from zero makes a gradient nonzero', zh: '只要有一个数不是零，梯度就不是零' },
  [gen.dim(2, 6), gen.integer(0, 5), gen.constantFrom('one', 'two that cancel', 'not a number')],
  (t, length, at, kind) => {
    const values = Array.from({ length }, () => 0);
    values[at % length] = kind === 'not a number' ? Number.NaN : -0.5;
    if (kind === 'two that cancel') values[(at + 1) % length] = 0.5;
    t.input(labels.grad, values);
    t.equal(gradState(withGrad(values)), 'nonzero', {
      en: 'look at every number of the gradient, not at one of them or at their sum',
      zh: '要看梯度里的每一个数，而不是其中一个，也不是它们的和',
    });
  },
);

property(
  { en: 'clearing to none removes every gradient', zh: '清成 none 之后，任何参数都没有梯度' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, inputs, hidden, seed) => {
    const { net, lossOf } = small(inputs, hidden, seed);
    lossOf().backward();
    clearGrads(net.parameters(), 'none');
    t.input(labels.sizes, [inputs, hidden]);
    t.equal(grads(net.parameters()), [null, null, null, null], {
      en: 'after clearing to none, grad is null for all of them',
      zh: '清成 none 之后，所有参数的 grad 都是 null',
    });
  },
);

property(
  {
    en: 'clearing to zero keeps the gradient tensor and fills it with zeros',
    zh: '清成 zero 时保留原来的梯度张量，把里面填成零',
  },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed()],
  (t, inputs, hidden, seed) => {
    const { net, lossOf } = small(inputs, hidden, seed);
    lossOf().backward();
    const before = [...net.parameters()].map((p) => p.grad);
    clearGrads(net.parameters(), 'zero');
    t.input(labels.sizes, [inputs, hidden]);
    t.equal(
      grads(net.parameters()),
      [...net.parameters()].map((p) => Array.from({ length: p.size }, () => 0)),
      { en: 'every number of every gradient is zero', zh: '每个梯度里的每个数都是零' },
    );
    [...net.parameters()].forEach((p, i) => {
      t.identical(p.grad, before[i], {
        en: 'the tensor that held the gradient is written to, not replaced',
        zh: '应当改写原来的梯度张量，而不是换一个新的',
      });
    });
  },
);

property(
  { en: 'clearing creates no gradient where there was none', zh: '原来没有梯度的参数，清零后仍然没有' },
  [gen.list(gen.boolean(), 1, 5), gen.constantFrom('none', 'zero')],
  (t, have, mode) => {
    const parameters = have.map((has) => (has ? withGrad([1, 2]) : new Parameter(tensor([1, 1]))));
    t.input({ en: 'has a gradient', zh: '有无梯度' }, have.map(String));
    t.input({ en: 'mode', zh: '方式' }, mode);
    t.runs(() => clearGrads(parameters, mode as 'none' | 'zero'), {
      en: 'before the first backward there is nothing to fill: ask whether grad is null',
      zh: '第一次反向传播之前没有东西可填：先问 grad 是不是 null',
    });
    t.equal(
      grads(parameters),
      have.map((has) => (has && mode === 'zero' ? [0, 0] : null)),
      {
        en: 'a parameter without a gradient is passed over, the others are cleared',
        zh: '没有梯度的参数跳过，其余的都要清',
      },
    );
  },
);

property(
  { en: 'clearing touches gradients only', zh: '清梯度只动梯度' },
  [gen.dim(1, 4), gen.dim(1, 4), gen.seed(), gen.constantFrom('none', 'zero')],
  (t, inputs, hidden, seed, mode) => {
    const { net, lossOf } = small(inputs, hidden, seed);
    const before = [...net.parameters()].map((p) => p.array.values());
    lossOf().backward();
    clearGrads(net.parameters(), mode as 'none' | 'zero');
    t.equal(
      [...net.parameters()].map((p) => p.array.values()),
      before,
      {
        en: 'the values of the parameters stay as they are',
        zh: '参数的值不应改变',
      },
    );
    t.holds(
      [...net.parameters()].every((p) => p.requiresGrad && p.isLeaf),
      { en: 'the parameters are still trainable leaves', zh: '参数仍然是可训练的叶子' },
    );
  },
);

property(
  { en: 'k backward passes give k times the gradient of one', zh: '反向传播 k 次，得到一次的 k 倍' },
  [gen.dim(1, 3), gen.dim(1, 3), gen.seed(), gen.dim(1, 5)],
  (t, inputs, hidden, seed, passes) => {
    const { net, lossOf } = small(inputs, hidden, seed);
    lossOf().backward();
    const once = grads(net.parameters()) as number[][];
    t.holds(
      once.flat().some((g) => g !== 0),
      { en: 'there is something to add up', zh: '有东西可加' },
    );
    repeatBackward(net.parameters(), lossOf, passes);
    t.input(labels.passes, passes);
    t.close(
      (grads(net.parameters()) as number[][]).flat(),
      once.flat().map((g) => passes * g),
      {
        en: 'backward adds to what is there; nothing is left over from before the first pass',
        zh: 'backward 是往已有的梯度上加；而第一次之前的旧梯度不应留下',
      },
      1e-5,
    );
  },
);

property(
  { en: 'without a pass there is no gradient left', zh: '一次也不反向，就一个梯度都不剩' },
  [gen.dim(1, 3), gen.dim(1, 3), gen.seed()],
  (t, inputs, hidden, seed) => {
    const { net, lossOf } = small(inputs, hidden, seed);
    lossOf().backward();
    repeatBackward(net.parameters(), lossOf, 0);
    t.equal(grads(net.parameters()), [null, null, null, null], {
      en: 'start from no gradients at all: zeros would say that somebody had computed them',
      zh: '要从“没有梯度”开始：留下全零的梯度，就像已经有人算过一样',
    });
  },
);

property(
  { en: 'each pass runs the forward computation again', zh: '每次反向传播之前都要重新前向计算' },
  [gen.dim(1, 3), gen.seed(), gen.dim(1, 5)],
  (t, inputs, seed, passes) => {
    const { net, lossOf } = small(inputs, 2, seed);
    let calls = 0;
    repeatBackward(
      net.parameters(),
      () => {
        calls++;
        return lossOf();
      },
      passes,
    );
    t.equal(calls, passes, {
      en: 'one graph serves one backward: ask for a new loss each time',
      zh: '一张计算图只供一次反向传播：每次都要重新求损失',
    });
  },
);
