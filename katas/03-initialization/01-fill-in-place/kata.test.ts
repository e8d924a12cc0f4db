import { constant_, zeros_ } from '#kata/03-initialization/01-fill-in-place/kata.ts';
import { example, forbid, gen, property, type Text } from '#kit';
import { Parameter, type Tensor, tensor } from '#lib';

forbid(['constant_', 'zeros_', 'ones_', 'fill_', 'zero_', 'fill', 'initialise_'], {
  en: 'it fills for you. Write the numbers yourself.',
  zh: '它会替你填。请自己把数写进去。',
});

const texts = {
  before: { en: 'the memory before', zh: '之前的内存' },
  window: { en: 'the parameter is', zh: '参数是' },
  value: { en: 'fill with', zh: '填入' },
} satisfies Record<string, Text>;

// Not vacuous: rows and columns are drawn apart, and what is there before is random or not even a number.
const sizes = [gen.dim(1, 4), gen.dim(1, 4), gen.seed()] as const;
const values = gen.constantFrom(1, -2.5, 0, 42, 0.125);
const windows = ['all of it', 'its transpose', 'its middle rows', 'its middle columns'] as const;
const cut: Record<(typeof windows)[number], (memory: Tensor) => Tensor> = {
  'all of it': (memory) => memory,
  'its transpose': (memory) => memory.t(),
  'its middle rows': (memory) => memory.slice(0, 1, memory.shape[0]! - 1),
  'its middle columns': (memory) => memory.slice(1, 1, memory.shape[1]! - 1),
};
/** Whether a cell of the memory lies in the window, by a dull rule. */
const inside = (window: string, row: number, column: number, rows: number, columns: number): boolean => {
  if (window === 'its middle rows') return row > 0 && row < rows - 1;
  return window !== 'its middle columns' || (column > 0 && column < columns - 1);
};

example({ en: 'filling with 1 gives ones', zh: '填 1，得到的全是 1' }, (t) => {
  const p = new Parameter(
    tensor([
      [3, -4],
      [0.5, 2],
    ]),
  );
  constant_(p, 1);
  t.equal(
    p.tolist(),
    [
      [1, 1],
      [1, 1],
    ],
    { en: 'every number is 1', zh: '每个数都是 1' },
  );
});

property(
  { en: 'every element gets the value', zh: '每个元素都得到这个值' },
  [...sizes, values],
  (t, rows, columns, seed, value) => {
    const p = new Parameter(tensor(gen.from(seed, rows, columns).nested()));
    t.input(texts.before, p.tolist());
    t.input(texts.value, value);
    constant_(p, value);
    t.equal(p.array.values(), new Array(rows * columns).fill(value), {
      en: 'all of them, first to last',
      zh: '从第一个到最后一个，全部',
    });
  },
);

property({ en: 'zeros_ fills with 0', zh: 'zeros_ 填 0' }, [...sizes], (t, rows, columns, seed) => {
  const p = new Parameter(tensor(gen.from(seed, rows, columns).nested()));
  t.input(texts.before, p.tolist());
  zeros_(p);
  t.equal(p.array.values(), new Array(rows * columns).fill(0), {
    en: 'exactly 0, not nearly',
    zh: '恰好是 0，不是差不多',
  });
});

property(
  { en: 'what was there before does not matter', zh: '与原来是什么数无关' },
  [gen.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e38), values],
  (t, old, value) => {
    const p = new Parameter(tensor([[old, 1, old]]));
    t.input(texts.before, String(old));
    constant_(p, value);
    t.equal(p.tolist(), [[value, value, value]], {
      en: 'fresh memory may hold anything, even NaN',
      zh: '新分到的内存里可能是任何东西，甚至 NaN',
    });
  },
);

property(
  { en: 'whoever holds the memory sees the new values', zh: '拿着这块内存的人都看到新值' },
  [...sizes, values],
  (t, rows, columns, seed, value) => {
    const memory = tensor(gen.from(seed, rows, columns).nested());
    const p = new Parameter(memory);
    const { data } = p.array;
    constant_(p, value);
    t.equal(memory.array.values(), new Array(rows * columns).fill(value), {
      en: 'the numbers change where they lie',
      zh: '数要在它们所在的地方改',
    });
    t.identical(p.array.data, data, { en: 'the box keeps its memory', zh: '盒子还用原来的内存' });
  },
);

property(
  { en: 'a window fills its own cells and no other', zh: '窗口只填自己的格子' },
  [gen.constantFrom(...windows), gen.dim(3, 5), gen.dim(3, 5), gen.seed()],
  (t, window, rows, columns, seed) => {
    const memory = tensor(gen.from(seed, rows, columns).nested());
    const before = memory.tolist() as number[][];
    t.input(texts.before, before);
    t.input(texts.window, window);
    constant_(new Parameter(cut[window](memory)), 99);
    const wanted = before.map((row, i) => row.map((v, j) => (inside(window, i, j, rows, columns) ? 99 : v)));
    t.equal(memory.tolist(), wanted, {
      en: 'the cells beside the window belong to somebody else',
      zh: '窗口旁边的格子是别人的',
    });
  },
);

property(
  { en: 'a fill is not part of what is trained', zh: '填充不属于被训练的计算' },
  [...sizes],
  (t, rows, columns, seed) => {
    const p = new Parameter(tensor(gen.from(seed, rows, columns).nested()));
    const grad = tensor(gen.from(seed + 1, rows, columns).nested());
    const wanted = grad.array.values();
    p.grad = grad;
    t.runs(() => constant_(p, 3), { en: 'a parameter can be filled', zh: '参数是可以填的' });
    t.holds(p.isLeaf && p.gradFn === null && p.requiresGrad, {
      en: 'still a trainable leaf: training must not replay the start',
      zh: '仍是可训练的叶子：训练不该重放初始化',
    });
    t.identical(p.grad, grad, { en: 'its gradient is somebody else’s job', zh: '梯度归别人管' });
    t.equal(grad.array.values(), wanted, { en: 'the gradient’s numbers stay', zh: '梯度里的数不变' });
  },
);

property(
  { en: 'one number and many axes are filled alike', zh: '单个数、很多轴，都一样填' },
  [gen.constantFrom<readonly number[]>([], [5], [2, 3, 2], [0, 3]), values],
  (t, shape, value) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const p = new Parameter(tensor(Array.from({ length: size }, (_, i) => i + 0.5)).reshape(...shape));
    constant_(p, value);
    t.equal(p.array.values(), new Array(size).fill(value), { en: 'whatever the shape', zh: '不论什么形状' });
  },
);
