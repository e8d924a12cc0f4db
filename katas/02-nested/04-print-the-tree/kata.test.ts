import { render } from '#kata/02-nested/04-print-the-tree/kata.ts';
import { type Check, example, forbid, gen, property, type Text } from '#kit';
import { Dropout, Flatten, Linear, Module, ReLU, Sequential } from '#lib';

forbid(['repr'], {
  en: 'repr is this very function. Build the lines yourself.',
  zh: 'repr 就是这道题要写的函数。请自己拼出每一行。',
});

class Residual extends Module {}

type Kind = 'ReLU' | 'Linear' | 'Dropout' | 'Flatten' | 'Sequential' | 'Residual';
/** A tree as plain data; kinds other than the last two are leaves. */
type Plan = { key: string; kind: Kind; io: number; children: Plan[] };

/** Up to 10 modules, at most 4 under one and 5 levels deep. What is to hold others becomes a container. */
const twigs = gen.list(
  gen.record({
    under: gen.integer(0, 40),
    io: gen.integer(1, 12),
    kind: gen.constantFrom<Kind>('ReLU', 'Linear', 'Dropout', 'Flatten', 'Sequential'),
    key: gen.constantFrom('', 'block ', 'part'),
    holder: gen.constantFrom<Kind>('Sequential', 'Residual'),
  }),
  1,
  10,
);

// Not vacuous: widths in and out differ, many keys are no positions, and a tree has at least one module in it.
type Twig = { under: number; io: number; kind: Kind; key: string; holder: Kind };

function planOf(list: readonly Twig[], rootKind: Kind = 'Sequential'): Plan {
  const root: Plan = { key: '', kind: rootKind, io: 1, children: [] };
  const places = [{ plan: root, depth: 0, holder: rootKind }];
  for (const { under, io, kind, key, holder } of list) {
    const free = places.filter(({ plan, depth }) => plan.children.length < 4 && depth < 5);
    const place = free[under % free.length]!;
    place.plan.kind = place.holder;
    const child: Plan = { key: `${key}${place.plan.children.length}`, kind, io, children: [] };
    place.plan.children.push(child);
    places.push({ plan: child, depth: place.depth + 1, holder });
  }
  return root;
}

function build({ kind, io, children }: Plan): Module {
  if (kind === 'ReLU') return new ReLU();
  if (kind === 'Flatten') return new Flatten();
  if (kind === 'Dropout') return new Dropout(io / 16);
  if (kind === 'Linear') return new Linear(io, io + 3, { bias: io % 2 === 0 });
  const module = kind === 'Residual' ? new Residual() : new Sequential();
  for (const child of children) module.addModule(child.key, build(child));
  return module;
}

const leafText = ({ kind, io }: Plan): string => {
  if (kind === 'Flatten') return 'Flatten(start_dim=1, end_dim=-1)';
  if (kind === 'Dropout') return `Dropout(p=${io / 16}, inplace=False)`;
  if (kind !== 'Linear') return `${kind}()`;
  return `Linear(in_features=${io}, out_features=${io + 3}, bias=${io % 2 === 0 ? 'True' : 'False'})`;
};

/** The lines as they should be, each with its depth. */
function wanted(plan: Plan, depth = 0): string[] {
  const start = ' '.repeat(2 * depth) + (depth === 0 ? '' : `(${plan.key}): `);
  if (plan.children.length === 0) return [start + leafText(plan)];
  const inside = plan.children.flatMap((child) => wanted(child, depth + 1));
  return [`${start}${plan.kind}(`, ...inside, `${' '.repeat(2 * depth)})`];
}

/** Lines to compare; blanks at the start of a line are shown as dots. */
const linesOf = (text: unknown): string[] =>
  (typeof text === 'string' ? text : `no text, but a ${typeof text}`)
    .split('\n')
    .map((line) => line.replace(/^ +/, (blanks) => '·'.repeat(blanks.length)));

const compare = (t: Check, module: Module, lines: readonly string[], idea: Text): void =>
  t.equal(linesOf(render(module)), linesOf(lines.join('\n')), idea);

const blanksOf = (line: string): number => /^ */.exec(line)![0].length;

const bookNet = (): Sequential => {
  const body = new Sequential();
  for (let i = 0; i < 4; i++) {
    body.addModule(`block ${i}`, new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 4), new ReLU()));
  }
  return new Sequential(body, new Linear(4, 1));
};

example(
  { en: 'the nested net of the book prints as in PyTorch', zh: '书中的嵌套网络，打印得和 PyTorch 一样' },
  (t) => {
    const block = (i: number): string[] => [
      `    (block ${i}): Sequential(`,
      '      (0): Linear(in_features=4, out_features=8, bias=True)',
      '      (1): ReLU()',
      '      (2): Linear(in_features=8, out_features=4, bias=True)',
      '      (3): ReLU()',
      '    )',
    ];
    const head = '  (1): Linear(in_features=4, out_features=1, bias=True)';
    const lines = ['Sequential(', '  (0): Sequential(', ...[0, 1, 2, 3].flatMap(block), '  )', head, ')'];
    compare(t, bookNet(), lines, {
      en: 'one line per layer, a closing line per container (blanks at the start are shown as ·)',
      zh: '每层一行，每个容器还有一行收尾（行首的空格显示为 ·）',
    });
  },
);

property(
  {
    en: 'a module without children is its name and its own text',
    zh: '没有子模块时，就是名字加上自己的说明',
  },
  [gen.constantFrom<Kind>('ReLU', 'Linear', 'Dropout', 'Flatten', 'Sequential'), gen.dim(1, 16)],
  (t, kind, io) => {
    const plan: Plan = { key: '', kind, io, children: [] };
    t.input({ en: 'module', zh: '模块' }, kind);
    compare(t, build(plan), [leafText(plan)], {
      en: 'Name(text), where the text is what the module says of itself; an empty container is a leaf too',
      zh: '名字(说明)，说明由模块自己给出；空容器也是一行',
    });
  },
);

property(
  {
    en: 'every line is a leaf, the start of a container, or its end',
    zh: '每一行要么是一层，要么是容器的开头，要么是它的结尾',
  },
  [twigs],
  (t, list) => {
    const lines = String(render(build(planOf(list)))).split('\n');
    const odd = lines.filter((line) => !/^ *(\([^()]+\): )?[A-Z]\w*\(([\w=., -]*\))?$|^ *\)$/.test(line));
    t.equal(odd, [], {
      en: 'a line that is none of the three: was something printed that should have been called?',
      zh: '这一行三种都不是：是不是该调用的函数没有调用，直接打印了？',
    });
  },
);

property(
  { en: 'every level stands two blanks further in', zh: '每深一层，多缩进两个空格' },
  [gen.dim(1, 6)],
  (t, depth) => {
    let net: Module = new ReLU();
    for (let i = 0; i < depth; i++) net = new Sequential(net);
    t.input({ en: 'levels', zh: '层数' }, depth);
    const blanks = String(render(net)).split('\n').map(blanksOf);
    const down = Array.from({ length: depth + 1 }, (_, i) => 2 * i);
    t.equal(blanks, [...down, ...down.slice(0, -1).reverse()], {
      en: 'all lines of a child move in together, its inner lines and its closing line too',
      zh: '子模块的每一行都要一起缩进，里面的行和收尾的行也不例外',
    });
  },
);

property(
  {
    en: 'every container that is opened is closed at its own depth',
    zh: '每个打开的容器，都在自己的缩进处收尾',
  },
  [twigs],
  (t, list) => {
    const lines = String(render(build(planOf(list)))).split('\n');
    const open: number[] = [];
    const unmatched = lines.filter((line) => {
      if (/\($/.test(line)) open.push(blanksOf(line));
      return /^ *\)$/.test(line) && open.pop() !== blanksOf(line);
    });
    t.equal([unmatched.length, open.length], [0, 0], {
      en: 'closing lines at the wrong depth, containers never closed',
      zh: '缩进不对的收尾行有几行，没有收尾的容器有几个',
    });
  },
);

property(
  { en: 'children are called by their names', zh: '子模块用名字称呼' },
  [gen.list(gen.constantFrom('block', 'head', 'my part', '7'), 1, 5)],
  (t, words) => {
    const names = words.map((word, i) => `${word}${9 - i}`);
    const net = new Sequential(new Map(names.map((name) => [name, new ReLU()])));
    t.input({ en: 'names', zh: '名字' }, names);
    compare(t, net, ['Sequential(', ...names.map((name) => `  (${name}): ReLU()`), ')'], {
      en: 'the key in front of a child is its name, not its position',
      zh: '子模块前面写的是名字，不是位置',
    });
  },
);

property(
  { en: 'a layer in two places is printed twice', zh: '放在两处的层打印两次' },
  [gen.dim(2, 4)],
  (t, uses) => {
    const shared = new Linear(8, 8);
    const net = new Sequential(...Array.from({ length: uses }, () => shared));
    const line = 'Linear(in_features=8, out_features=8, bias=True)';
    compare(t, net, ['Sequential(', ...Array.from({ length: uses }, (_, i) => `  (${i}): ${line}`), ')'], {
      en: 'the print shows what runs, place by place; sharing does not hide a place',
      zh: '打印的是逐个位置上运行的东西，共享不会让位置消失',
    });
  },
);

property(
  { en: 'an empty place is None', zh: '空位打印为 None' },
  [gen.dim(1, 4), gen.dim(0, 3)],
  (t, n, at) => {
    const net = new Sequential(...Array.from({ length: n }, () => new ReLU()));
    const empty = at % n;
    net.set(empty, null);
    const lines = Array.from({ length: n }, (_, i) => `  (${i}): ${i === empty ? 'None' : 'ReLU()'}`);
    const idea = { en: 'a place without a module is still a place', zh: '没有模块的位置，仍然是一个位置' };
    t.runs(() => render(net), idea);
    compare(t, net, ['Sequential(', ...lines, ')'], idea);
  },
);

property(
  {
    en: 'every module with children is a container, whatever its class',
    zh: '有子模块的就是容器，不管它是什么类',
  },
  [twigs],
  (t, list) => {
    const plan = planOf(list, 'Residual');
    compare(t, build(plan), wanted(plan), {
      en: 'ask the module for its children, not for its class',
      zh: '问它有没有子模块，别问它是什么类',
    });
  },
);

property(
  { en: 'trees of any depth print line for line', zh: '任意深度的树，逐行打印正确' },
  [twigs],
  (t, list) => {
    const plan = planOf(list);
    compare(t, build(plan), wanted(plan), {
      en: 'each child in order, with all of its lines, before the next',
      zh: '按次序，一个子模块的所有行打印完，再轮到下一个',
    });
  },
);

property({ en: 'printing twice gives the same text', zh: '打印两次，文字相同' }, [twigs], (t, list) => {
  const net = build(planOf(list));
  const first = linesOf(render(net));
  t.equal(linesOf(render(net)), first, {
    en: 'nothing of the first print may be left over in the second',
    zh: '第一次打印的东西不能留到第二次',
  });
});
