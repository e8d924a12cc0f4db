import { type Trace, trainTied } from '#kata/04-tying/08-boss-train-and-watch/kata.ts';
import { myProperty } from '#kata/04-tying/08-boss-train-and-watch/property.ts';
import { boss, example, forbid, gen, property, type Text } from '#kit';
import { Generator, Linear, type Module, Sequential, Tanh, type Tensor, tensor } from '#lib';

forbid(['SGD', 'Adam', 'Optimizer'], {
  en: 'an optimiser of the library trains for you. Write the step.',
  zh: '库里的优化器会替你训练。请自己写更新。',
});

const texts = {
  w: { en: 'first w', zh: '最初的 w' },
  data: { en: 'x and target', zh: 'x 和目标' },
  steps: { en: 'steps', zh: '步数' },
} satisfies Record<string, Text>;
const lr = 0.125;
/**
 * y = w · tanh(w · x): one number in two places, simple enough for a loop. Not vacuous: the slope is 0 only
 * where every x is 0.
 */
function scalar(w: number): { net: Module; layer: Linear } {
  const layer = new Linear(1, 1, { bias: false });
  layer.weight.data.copy_(tensor([[w]]));
  return { net: new Sequential(layer, new Tanh(), layer), layer };
}
const column = (values: readonly number[]): Tensor => tensor(values.map((v) => [v]));
/** The same training by hand: losses before each step, lengths of the gradient, and where w ends. */
function byHand(w0: number, xs: readonly number[], targets: readonly number[], steps: number) {
  let w = w0;
  const [losses, gradNorms]: [number[], number[]] = [[], []];
  for (let step = 0; step < steps; step++) {
    let [loss, slope] = [0, 0];
    xs.forEach((x, i) => {
      const h = Math.tanh(w * x);
      const miss = w * h - targets[i]!;
      loss += (miss * miss) / xs.length;
      slope += (2 * miss * (h + w * x * (1 - h * h))) / xs.length;
    });
    losses.push(loss);
    gradNorms.push(Math.abs(slope));
    w -= lr * slope;
  }
  return { losses, gradNorms, w };
}
const halves = gen.integer(-6, 6).map((n) => n / 4);
const starts = gen.constantFrom(0.5, 1, -1.25, 1.5);
const samples = gen.list(gen.tuple(halves, halves), 1, 4);
const wide = (seed: number): { net: Module; shared: Linear } => {
  const generator = new Generator(seed);
  const shared = new Linear(3, 3, { generator });
  return {
    shared,
    net: new Sequential(
      new Linear(2, 3, { generator }),
      new Tanh(),
      shared,
      new Tanh(),
      shared,
      new Tanh(),
      new Linear(3, 1, { generator }),
    ),
  };
};
const wideData = {
  x: tensor([
    [1, 2],
    [0.5, -1],
    [2, 0.25],
  ]),
  y: column([1, -1, 0.5]),
};

example(
  { en: 'w = 1 with x = 1 and target 0 goes down, step by step', zh: 'w = 1、x = 1、目标 0，一步步往下走' },
  (t) => {
    const { net } = scalar(1);
    const trace = trainTied(net, { x: column([1]), y: column([0]) }, 2, lr);
    const wanted = byHand(1, [1], [0], 2);
    t.close(trace.losses, wanted.losses, { en: 'the loss before each step', zh: '每一步之前的损失' }, 1e-5);
    t.close(
      trace.gradNorms,
      wanted.gradNorms,
      { en: 'and the length of the gradient', zh: '以及梯度的长度' },
      1e-5,
    );
  },
);

property(
  { en: 'the trace is that of a training by hand', zh: '轨迹与手工训练的一致' },
  [starts, samples, gen.dim(1, 4)],
  (t, w, data, steps) => {
    const [xs, targets] = [data.map(([x]) => x!), data.map(([, y]) => y!)];
    const { net, layer } = scalar(w);
    t.input(texts.w, w);
    t.input(texts.data, data);
    t.input(texts.steps, steps);
    const wanted = byHand(w, xs, targets, steps);
    const trace = trainTied(net, { x: column(xs), y: column(targets) }, steps, lr);
    t.close(
      trace.losses,
      wanted.losses,
      { en: 'mean squared error, before each step', zh: '均方误差，每一步之前' },
      1e-4,
    );
    t.close(
      trace.gradNorms,
      wanted.gradNorms,
      { en: 'the gradient of both uses together', zh: '两处使用合在一起的梯度' },
      1e-4,
    );
    t.close(
      layer.weight.item(),
      wanted.w,
      { en: 'w ends where the slope leads', zh: 'w 停在坡度带它去的地方' },
      1e-4,
    );
  },
);

property(
  {
    en: 'in a wider net every number steps by its own slope, and all slopes make one length',
    zh: '网络宽了，每个数仍按自己的斜率走，所有斜率合成一个长度',
  },
  [gen.seed()],
  (t, seed) => {
    const { net } = wide(seed);
    const twin = wide(seed).net;
    const miss = twin.forward(wideData.x).sub(wideData.y);
    miss.mul(miss).mean().backward();
    const slopes = [...twin.parameters()].flatMap((p) => p.grad!.array.values());
    const wanted = [...twin.parameters()].flatMap((p) => p.array.values()).map((v, i) => v - lr * slopes[i]!);
    const { gradNorms } = trainTied(net, wideData, 1, lr);
    t.close(
      [...net.parameters()].flatMap((p) => p.array.values()),
      wanted,
      { en: 'minus lr times its slope, in every matrix', zh: '减去学习率乘以它的斜率，每个矩阵都一样' },
      1e-5,
    );
    let squares = 0;
    for (const slope of slopes) squares += slope * slope;
    t.close(
      gradNorms,
      [Math.sqrt(squares)],
      {
        en: 'one long vector from all parameters: neither the longest of them nor the sum of their lengths',
        zh: '所有参数的梯度连成一个长向量：不取最长的，也不把各自的长度相加',
      },
      1e-4,
    );
  },
);

property(
  { en: 'a tied net stays tied, in the same boxes', zh: '绑定的网络保持绑定，还是那些盒子' },
  [gen.seed()],
  (t, seed) => {
    const { net, shared } = wide(seed);
    const boxes = [...net.parameters()];
    const before = shared.weight.array.values();
    trainTied(net, wideData, 3, lr);
    t.holds(
      [...net.parameters()].length === boxes.length && [...net.parameters()].every((p, i) => p === boxes[i]),
      { en: 'no box is replaced or added', zh: '没有换盒子，也没有多出来' },
    );
    t.identical(net.getSubmodule('2'), net.getSubmodule('4'), {
      en: 'one layer in two places',
      zh: '一层放在两处',
    });
    // All nine numbers stay only where nine gradients are 0 at once: by chance with less than 2⁻²⁰⁰.
    t.holds(shared.weight.array.values().join() !== before.join(), {
      en: 'and it has learnt',
      zh: '而且学到了东西',
    });
  },
);

property(
  { en: 'gradients from before the training do not count', zh: '训练之前留下的梯度不算数' },
  [starts, gen.dim(1, 3)],
  (t, w, steps) => {
    const { net, layer } = scalar(w);
    layer.weight.grad = tensor([[100]]);
    const trace = trainTied(net, { x: column([1, 2]), y: column([0.5, -0.5]) }, steps, lr);
    const wanted = byHand(w, [1, 2], [0.5, -0.5], steps);
    t.close(
      trace.gradNorms,
      wanted.gradNorms,
      { en: 'cleared before each backward', zh: '每次反向之前都清掉' },
      1e-4,
    );
    t.close(layer.weight.item(), wanted.w, { en: 'w ends where it should', zh: 'w 停在该停的地方' }, 1e-4);
  },
);

property(
  { en: 'what is frozen neither moves nor counts', zh: '冻结的既不动，也不计入' },
  [gen.seed()],
  (t, seed) => {
    const { net, shared } = wide(seed);
    shared.requiresGrad_(false);
    const fixed = shared.weight.array.values();
    shared.weight.grad = tensor(new Array(3).fill([500, 500, 500]));
    const { gradNorms } = t.runs(() => trainTied(net, wideData, 2, lr), {
      en: 'a frozen parameter gets no gradient: ask before you use it',
      zh: '冻结的参数得不到梯度：用之前先问一声',
    });
    t.equal(gradNorms.length, 2, { en: 'one entry per step', zh: '每步一项' });
    t.equal(shared.weight.array.values(), fixed, {
      en: 'an old gradient does not thaw it',
      zh: '残留的梯度不能把它解冻',
    });
    t.holds(
      // Weights start within ±0.58 and tanh within ±1: what is trained cannot have a gradient of length 1,000.
      gradNorms.every((norm) => norm < 1000),
      {
        en: 'its old gradient, of length 1,500, is not in the norm',
        zh: '它残留的梯度长 1500，不该算进长度里',
      },
    );
  },
);

property(
  { en: 'no steps: an empty trace, and nothing moves', zh: '零步：轨迹为空，什么都不动' },
  [gen.seed()],
  (t, seed) => {
    const { net } = wide(seed);
    const values = () => [...net.parameters()].flatMap((p) => p.array.values());
    const before = values();
    const { losses, gradNorms } = trainTied(net, wideData, 0, lr);
    t.equal([losses.length, gradNorms.length], [0, 0], { en: 'one entry per step', zh: '每步一项' });
    t.equal(values(), before, { en: 'the net is as it was', zh: '网络保持原样' });
  },
);

property(
  { en: 'with small steps the loss never rises', zh: '步子小，损失就不会上升' },
  [gen.seed()],
  (t, seed) => {
    // Of 100,000 such nets, no step took less off the loss than 0.95 · lr · g²; to rise, it would have to bend twenty times
    // as much. The least that 8 steps took off was 6e-5, a gradient of 0.03. To lose that fall in rounding, at 1e-7, each
    // of the 4 numbers of the last layer would have to have a gradient 25 times smaller: 1e-5 · 25⁻⁴ = 3e-11.
    const { losses } = trainTied(wide(seed).net, wideData, 8, 0.01);
    t.equal(losses.length, 8, { en: 'one entry per step', zh: '每步一项' });
    t.holds(
      losses.every((loss, i) => i === 0 || loss <= losses[i - 1]! + 1e-6),
      { en: 'downhill, not up', zh: '往下走，不往上' },
    );
    t.holds(losses.at(-1)! < losses[0]!, { en: 'and it gets somewhere', zh: '而且有进展' });
  },
);

type Train = (net: Module, data: { x: Tensor; y: Tensor }, steps: number, lr: number) => Trace;
boss<{ trainTied: Train }, Train>(
  { en: 'your property', zh: '你的性质' },
  myProperty,
  (module) => module.trainTied,
  {
    kata: '04-tying/08-boss-train-and-watch',
    atLeast: 8,
  },
);
