import { addScalar_, setAt_ } from '#kata/03-initialization/07-set-directly/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Linear, Parameter, tensor } from '#lib';

forbid(['indexPut_', 'data'], {
  en: 'it edits without being counted, or finds the cell for you. Go through noGrad or detach().',
  zh: '它的修改不计数，或者替你找到了格子。请用 noGrad 或 detach()。',
});

const texts = {
  before: { en: 'before', zh: '之前' },
  amount: { en: 'add', zh: '加上' },
  index: { en: 'at', zh: '位置' },
} satisfies Record<string, Text>;
const sizes = [gen.dim(1, 4), gen.dim(1, 4), gen.seed()] as const;
const amounts = gen.constantFrom(1, -0.5, 0, 8);
// Not vacuous: 99, 55 and −7 stand nowhere in a fresh parameter, and rows and columns are drawn apart.
const parameter = (seed: number, rows: number, columns: number) =>
  new Parameter(tensor(gen.from(seed, rows, columns).nested()));

example(
  { en: 'the book’s cell: add 1, then put 42 at [0, 0]', zh: '书中的单元：加 1，再把 [0, 0] 设成 42' },
  (t) => {
    const p = new Parameter(
      tensor([
        [0.5, -1, 3],
        [2, 0, 7],
      ]),
    );
    addScalar_(p, 1);
    setAt_(p, [0, 0], 42);
    t.equal(
      p.tolist(),
      [
        [42, 0, 4],
        [3, 1, 8],
      ],
      { en: 'one cell is 42, all others grew by 1', zh: '一格是 42，其余都加了 1' },
    );
  },
);

property(
  { en: 'adding moves every element', zh: '加法让每个元素都动' },
  [...sizes, amounts],
  (t, rows, columns, seed, amount) => {
    const p = parameter(seed, rows, columns);
    const before = p.array.values();
    t.input(texts.before, p.tolist());
    t.input(texts.amount, amount);
    addScalar_(p, amount);
    t.equal(
      p.array.values(),
      before.map((v) => v + amount),
      { en: 'all by the same amount', zh: '都加同一个数' },
    );
  },
);

property(
  { en: 'setting changes one element and no other', zh: '设置只改一个元素' },
  [...sizes, gen.seed()],
  (t, rows, columns, seed, place) => {
    const p = parameter(seed, rows, columns);
    const at = place % (rows * columns);
    const index = [Math.floor(at / columns), at % columns];
    const wanted = p.array.values().map((v, i) => (i === at ? 99 : v));
    t.input(texts.before, p.tolist());
    t.input(texts.index, index);
    setAt_(p, index, 99);
    t.equal(p.array.values(), wanted, { en: 'row first, then column', zh: '先行后列' });
  },
);

property(
  { en: 'vectors, cubes and negative positions work alike', zh: '向量、立方、负的位置，都一样' },
  [gen.constantFrom<readonly number[]>([4], [2, 3, 2], [3, 2]), gen.boolean()],
  (t, shape, negative) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const p = new Parameter(tensor(Array.from({ length: size }, (_, i) => i)).reshape(...shape));
    const index = shape.map((n) => (negative ? -1 : n - 1));
    t.input(texts.index, index);
    setAt_(p, index, -7);
    const wanted = Array.from({ length: size }, (_, i) => (i === size - 1 ? -7 : i));
    t.equal(p.array.values(), wanted, {
      en: 'both ways lead to the last element',
      zh: '两种写法都指最后一个元素',
    });
  },
);

property(
  { en: 'a position that is none is refused, and nothing changes', zh: '不存在的位置被拒绝，什么都不变' },
  [gen.constantFrom<readonly number[]>([2, 0], [0, 3], [-3, 0], [0, -4], [0], [0, 0, 0])],
  (t, index) => {
    const p = new Parameter(
      tensor([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    t.input(texts.index, index);
    t.throws(() => setAt_(p, index, 9), [], {
      en: 'a (2, 3) matrix has no such element',
      zh: '(2, 3) 的矩阵里没有这个元素',
    });
    t.equal(
      p.tolist(),
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { en: 'a refusal leaves everything as it was', zh: '拒绝之后一切照旧' },
    );
  },
);

property(
  { en: 'whoever holds the memory sees the edit', zh: '拿着这块内存的人都看到修改' },
  [...sizes],
  (t, rows, columns, seed) => {
    const p = parameter(seed, rows, columns);
    const [window, { data }] = [p.detach(), p.array];
    addScalar_(p, 3);
    setAt_(p, [0, 0], 55);
    t.equal(window.tolist(), p.tolist(), {
      en: 'a window kept before shows the new numbers',
      zh: '早先留下的窗口显示新的数',
    });
    t.holds(p.array.data === data && p.isLeaf && p.requiresGrad, {
      en: 'same box, same memory, still trainable',
      zh: '同一个盒子，同一块内存，仍可训练',
    });
  },
);

property(
  { en: 'gradients afterwards belong to the new values', zh: '之后的梯度属于新的值' },
  [gen.dim(1, 4), gen.seed()],
  (t, n, seed) => {
    const p = parameter(seed, 1, n);
    addScalar_(p, 2);
    setAt_(p, [0, 0], 5);
    const wanted = p.array.values().map((v) => 2 * v);
    p.mul(p).sum().backward();
    t.close(p.grad, [wanted], { en: 'd(w²)/dw is 2w at what w is now', zh: 'd(w²)/dw 等于现在的 2w' });
  },
);

property(
  { en: 'an edit between forward and backward is noticed', zh: '正向与反向之间的修改会被发现' },
  [gen.constantFrom('addScalar_', 'setAt_'), gen.dim(2, 4), gen.seed()],
  (t, edit, width, seed) => {
    const layer = new Linear(width, 2);
    const x = tensor(gen.from(seed, 1, width).nested(), { requiresGrad: true });
    const y = layer.forward(x).sum();
    t.input({ en: 'edit', zh: '修改' }, edit);
    if (edit === 'setAt_') setAt_(layer.weight, [0, 0], 7);
    else addScalar_(layer.weight, 1);
    t.throws(() => y.backward(), ['version'], {
      en: 'forward remembered other values: a silent wrong gradient is worse than an error',
      zh: '正向时记住的是别的值：悄悄算错梯度比报错更糟',
    });
  },
);
