import { getByPath } from '#kata/02-nested/03-follow-a-path/kata.ts';
import { type Check, example, forbid, gen, type Plan, plans, property, type Text } from '#kit';
import { Linear, type Module, type Parameter, ReLU, Sequential } from '#lib';

forbid(['getParameter', 'getSubmodule'], {
  en: 'the library follows the path there. Follow it yourself, step by step.',
  zh: '那是库在替你走这条路径。请自己一步一步地走。',
});
forbid(
  ['namedParameters', 'parameters', 'namedModules', 'modules', 'stateDict', 'walk', 'walkSlots'].concat(
    'parameterPaths',
  ),
  {
    en: 'a list of the whole tree is not needed to follow one path. Use childSlots() and parameterSlots().',
    zh: '走一条路径用不着整棵树的清单。请用 childSlots() 和 parameterSlots()。',
  },
);

const net: Text = { en: 'net', zh: '网络' };
const pathText: Text = { en: 'path', zh: '路径' };

const tree = plans.trees(['block ', 'layer', '', 'my first head '], 10);

type Place = { names: string[]; positions: number[]; number: number | null };

const placesOf = (plan: Plan): Place[] => [
  ...plan.own.map(([name, number], i) => ({ names: [name], positions: [i], number })),
  ...plan.children.flatMap((child, i) =>
    placesOf(child).map(({ names, positions, number }) => ({
      names: [child.name, ...names],
      positions: [i, ...positions],
      number,
    })),
  ),
];

const sameBox: Text = {
  en: 'the parameter itself that stands at the end of the path: not a neighbour, not a copy',
  zh: '路径尽头的那个参数本身：不是旁边的，也不是副本',
};

/**
 * An error where a parameter was wanted is shown beside the idea that it misses. Not vacuous: boxes are compared, so
 * a neighbour with equal numbers is seen, too.
 */
function leadsTo(
  t: Check,
  root: Module,
  path: string | readonly number[],
  box: Parameter | null | undefined,
  idea: Text,
): void {
  let found: unknown;
  try {
    found = getByPath(root, path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith('Not started')) throw error;
    t.equal(`Error: ${message}`, 'Parameter', idea);
  }
  t.identical(found, box, idea);
}

example(
  { en: "the book's deep bias, by names and by positions", zh: '书中深处的那个偏置：按名字取、按位置取' },
  (t) => {
    const block = (): Sequential =>
      new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 4), new ReLU());
    const body = new Sequential();
    for (let i = 0; i < 4; i++) body.addModule(`block ${i}`, block());
    const rgnet = new Sequential(body, new Linear(4, 1));
    const wanted = (body.at(1) as Sequential<[Linear]>)[0].bias;
    leadsTo(t, rgnet, '0.block 1.0.bias', wanted, {
      en: 'by names: 0, block 1, 0, bias',
      zh: '按名字：0、block 1、0、bias',
    });
    leadsTo(t, rgnet, [0, 1, 0, 1], wanted, {
      en: 'by positions: child 0, its child 1, its child 0, own parameter 1',
      zh: '按位置：子模块 0，它的子模块 1，再它的子模块 0，自己的参数 1',
    });
  },
);

property(
  { en: 'every path of a tree leads to its parameter', zh: '树上的每条路径都通向它的参数' },
  [tree, gen.integer(0, 40)],
  (t, plan, pick) => {
    const places = placesOf(plan);
    const { names, number } = places[pick % places.length]!;
    t.input(net, plans.picture(plan));
    t.input(pathText, names.join('.'));
    const boxes = new Map<number, Parameter>();
    const root = plans.moduleOf(plan, boxes);
    leadsTo(t, root, names.join('.'), boxes.get(number!), sameBox);
  },
);

property(
  {
    en: 'layers without parameters and empty places count as positions',
    zh: '没有参数的层和空位也占一个位置',
  },
  [gen.list(gen.constantFrom('Linear', 'ReLU', 'None'), 1, 6)],
  (t, kinds) => {
    const root = new Sequential();
    const last = new Linear(2, 3);
    kinds.forEach((kind, i) => {
      root.addModule(String(i), kind === 'None' ? null : kind === 'ReLU' ? new ReLU() : new Linear(3, 2));
    });
    root.append(last);
    t.input(net, [...kinds, 'Linear']);
    t.input(pathText, `[${kinds.length}, 1]`);
    leadsTo(t, root, [kinds.length, 1], last.bias, {
      en: 'an activation holds nothing, but it stands somewhere: positions count places, not parameters',
      zh: '激活层什么都不持有，可它站着一个位置：数的是位置，不是参数',
    });
  },
);

property(
  { en: 'positions lead to the same parameter as names', zh: '按位置和按名字，取到的是同一个参数' },
  [tree, gen.integer(0, 40)],
  (t, plan, pick) => {
    const places = placesOf(plan);
    const { names, positions, number } = places[pick % places.length]!;
    t.input(net, plans.picture(plan));
    t.input(pathText, `[${positions.join(', ')}] = '${names.join('.')}'`);
    const boxes = new Map<number, Parameter>();
    const root = plans.moduleOf(plan, boxes);
    leadsTo(t, root, positions, boxes.get(number!), sameBox);
    leadsTo(t, root, names.join('.'), boxes.get(number!), sameBox);
  },
);

property(
  { en: 'a blank belongs to the name', zh: '空格是名字的一部分' },
  [gen.constantFrom('block 1', 'my first head', ' x', 'a-b', '第 一 块')],
  (t, name) => {
    t.input(pathText, `${name}.weight`);
    const layer = new Linear(2, 1);
    const root = new Sequential(
      new Map<string, Module>([
        [name.slice(0, 1), new ReLU()],
        [name, layer],
      ]),
    );
    leadsTo(t, root, `${name}.weight`, layer.weight, {
      en: 'only a dot separates steps; a name may hold every other character',
      zh: '只有点分隔各步，其他字符都可以出现在名字里',
    });
  },
);

property(
  { en: 'a name that looks like a number is a name, not a position', zh: '像数字的名字是名字，不是位置' },
  [gen.dim(2, 5), gen.dim(1, 4)],
  (t, n, from) => {
    const all = new Sequential(...Array.from({ length: n + from }, () => new Linear(2, 2)));
    const part = all.slice(from);
    t.input(
      net,
      part.childSlots().map(([name]) => `${name}: Linear`),
    );
    t.input(pathText, `${from}.weight`);
    leadsTo(t, part, `${from}.weight`, (part.at(0) as Linear).weight, {
      en: 'a slice keeps the old names: the child named 1 may stand at position 0',
      zh: '切片保留原来的名字：名叫 1 的子块可能站在位置 0',
    });
  },
);

property(
  { en: 'every path of a shared parameter leads to one box', zh: '共用参数的每条路径都通向同一个盒子' },
  [gen.dim(2, 4)],
  (t, uses) => {
    const shared = new Linear(3, 3);
    const root = new Sequential(...Array.from({ length: uses }, () => shared));
    t.input(
      net,
      Array.from({ length: uses }, (_, i) => `${i}: the same Linear`),
    );
    for (let i = 0; i < uses; i++) {
      leadsTo(t, root, `${i}.weight`, shared.weight, {
        en: 'a list of parameters shows the first path only; the other paths are as good',
        zh: '清单里只列第一条路径，其他路径一样走得通',
      });
    }
  },
);

property(
  {
    en: 'the error names the first missing step and the path up to it',
    zh: '错误信息说出第一个走不通的步骤，以及走到了哪里',
  },
  [tree, gen.integer(0, 40), gen.integer(0, 5), gen.constantFrom('nobody', 'block 77', '123')],
  (t, plan, pick, at, wrong) => {
    const places = placesOf(plan);
    const { names } = places[pick % places.length]!;
    const step = at % names.length;
    const path = [...names.slice(0, step), wrong, ...names.slice(step + 1).map((name) => `${name}x`)].join(
      '.',
    );
    t.input(net, plans.picture(plan));
    t.input(pathText, path);
    const root = plans.moduleOf(plan);
    t.throws(() => getByPath(root, path), [`'${wrong}'`, `'${names.slice(0, step).join('.')}'`], {
      en: "say where the path breaks: 'step' and 'path so far', each in single quotes ('' at the root)",
      zh: "说清断在哪里：'这一步' 和 '走到的路径'，各用单引号括起（在根上就是 ''）",
    });
  },
);

property(
  { en: 'a position with nothing there is missing', zh: '位置上没有东西，就是走不通' },
  [gen.dim(1, 4), gen.dim(0, 3), gen.boolean()],
  (t, n, beyond, last) => {
    const root = new Sequential(...Array.from({ length: n }, () => new Linear(2, 2)));
    const path = last ? [n - 1, 2 + beyond] : [n + beyond, 0];
    t.input(
      net,
      Array.from({ length: n }, (_, i) => `${i}: Linear`),
    );
    t.input(pathText, `[${path.join(', ')}]`);
    t.throws(() => getByPath(root, path), [`'${last ? 2 + beyond : n + beyond}'`], {
      en: 'say the first position that does not exist, in single quotes',
      zh: '说出第一个不存在的位置，用单引号括起',
    });
  },
);

property(
  { en: 'only what is registered can be a step', zh: '只有登记过的名字才能走' },
  [gen.constantFrom('forward', 'constructor', 'inFeatures', 'typeName', 'training', 'toString')],
  (t, word) => {
    const root = new Sequential(new Linear(2, 1));
    for (const path of [`0.${word}`, `${word}.weight`]) {
      t.input(pathText, path);
      t.throws(() => getByPath(root, path), [`'${word}'`], {
        en: 'the object has such a field or method, but it is no part of the tree',
        zh: '对象上确实有这个字段或方法，但它不属于这棵树',
      });
    }
  },
);

property(
  { en: 'a path must end at a parameter', zh: '路径必须停在一个参数上' },
  [gen.constantFrom<string | readonly number[]>('0', '', '1.bias', '0.0', [0], [], [1, 1], [0, 0])],
  (t, path) => {
    const root = new Sequential(new Sequential(new Linear(2, 2)), new Linear(2, 1, { bias: false }));
    t.input(net, ['0: Sequential', '· 0: Linear', '1: Linear without bias']);
    t.input(pathText, typeof path === 'string' ? `'${path}'` : `[${path.join(', ')}]`);
    t.throws(() => getByPath(root, path), [], {
      en: 'a module, an empty place or nothing at all is no parameter',
      zh: '模块、空位、什么都没有，都不是参数',
    });
  },
);
