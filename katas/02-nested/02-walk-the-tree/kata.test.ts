import { namedParameters } from '#kata/02-nested/02-walk-the-tree/kata.ts';
import { type Check, example, forbid, gen, type Plan, plans, property, type Text } from '#kit';
import { Linear, Module, Parameter, ReLU, Sequential, tensor } from '#lib';

forbid(
  ['namedParameters', 'parameters', 'namedModules', 'modules', 'stateDict', 'walk', 'walkSlots'].concat(
    'parameterPaths',
  ),
  {
    en: 'the library has already walked the tree there. Walk it yourself with parameterSlots() and childSlots().',
    zh: '那是库已经替你走完的树。请用 parameterSlots() 和 childSlots() 自己走一遍。',
  },
);

const net: Text = { en: 'net', zh: '网络' };
const listed = (root: Module): string[] => namedParameters(root).map(([path]) => path);

const tree = plans.trees(['block ', 'layer', '', 'head_'], 12);

/** Not vacuous: every box of a plan has a number of its own, so a neighbour in its place is seen. */
function compare(t: Check, plan: Plan, expected: readonly string[], idea: Text): void {
  t.input(net, plans.picture(plan));
  const boxes = new Map<number, Parameter>();
  const list = namedParameters(plans.moduleOf(plan, boxes));
  t.equal(
    list.map(([path]) => path),
    expected.map((line) => line.split(' = ')[0]),
    idea,
  );
  t.equal(
    list.map(
      ([path, box]) => `${path} = ${[...boxes].find(([, known]) => known === box)?.[0] ?? 'a stranger'}`,
    ),
    expected,
    {
      en: 'each path comes with the very parameter that stands there',
      zh: '每条路径配的就是那个位置上的参数本身',
    },
  );
}

example({ en: 'a small nested net lists six paths', zh: '一个小的嵌套网络列出六条路径' }, (t) => {
  const block = (): Module => new Sequential(new Linear(4, 4), new ReLU());
  const body = new Sequential(
    new Map([
      ['block 0', block()],
      ['block 1', block()],
    ]),
  );
  t.equal(
    listed(new Sequential(body, new Linear(4, 1))),
    [
      '0.block 0.0.weight',
      '0.block 0.0.bias',
      '0.block 1.0.weight',
      '0.block 1.0.bias',
      '1.weight',
      '1.bias',
    ],
    { en: 'a path is the names from the root down, joined by dots', zh: '路径是从根往下的名字，用点连接' },
  );
});

property(
  { en: "a module's own parameters come before those of its children", zh: '自己的参数排在子模块的参数前面' },
  [gen.dim(1, 3), gen.dim(1, 3)],
  (t, own, children) => {
    const numbered = (word: string, n: number) => Array.from({ length: n }, (_, i) => `${word}_${i}`);
    const plan = plans.flat(numbered('own', own), numbered('child', children));
    compare(t, plan, plans.pathsOf(plan), {
      en: 'first what the module holds itself, then its children, each in the order of registration',
      zh: '先列模块自己的，再列子模块的，各按登记的先后',
    });
  },
);

property({ en: 'no path starts or ends with a dot', zh: '路径的开头和结尾都没有点' }, [tree], (t, plan) => {
  t.input(net, plans.picture(plan));
  const dotted = listed(plans.moduleOf(plan)).filter((path) => /^\.|\.$|\.\./.test(path));
  t.equal(dotted, [], {
    en: 'the root adds nothing to a path, not even a dot',
    zh: '根不给路径添任何东西，点也不添',
  });
});

property(
  { en: 'when nothing is shared, no two paths are equal', zh: '没有共享时，没有两条相同的路径' },
  [tree],
  (t, plan) => {
    t.input(net, plans.picture(plan));
    const paths = listed(plans.moduleOf(plan));
    t.equal(
      paths.filter((path, i) => paths.indexOf(path) !== i),
      [],
      {
        en: 'two layers both have a weight: the names above it tell them apart',
        zh: '两个层都有 weight，要靠上面的名字区分',
      },
    );
  },
);

property(
  {
    en: 'trees of any depth: every parameter, under its path, in order',
    zh: '任意深度的树：每个参数都在，路径和次序都对',
  },
  [tree],
  (t, plan) => {
    compare(t, plan, plans.pathsOf(plan), {
      en: 'go down through every child to the bottom before the next child',
      zh: '先沿一个子模块走到底，再轮到下一个',
    });
  },
);

property(
  { en: 'names that are numbers keep the order of registration', zh: '名字是数字时，仍按登记的先后' },
  [gen.dim(2, 4), gen.dim(2, 4)],
  (t, own, children) => {
    const downwards = (n: number, by: number) => Array.from({ length: n }, (_, i) => String(by * (n - i)));
    const plan = plans.flat(downwards(own, 10), downwards(children, 1));
    compare(t, plan, plans.pathsOf(plan), {
      en: 'a JavaScript object moves keys that look like numbers to the front; the slots do not',
      zh: 'JavaScript 对象会把像数字的键提到前面，登记表不会',
    });
  },
);

property(
  { en: 'empty places are left out', zh: '空位不列出' },
  [gen.boolean(), gen.boolean()],
  (t, emptyFirst, emptyChild) => {
    const plan: Plan = {
      name: '',
      own: emptyFirst
        ? [
            ['bias', null],
            ['weight', 1],
          ]
        : [
            ['weight', 1],
            ['bias', null],
          ],
      children: [{ name: 'part', own: [['scale', 2]], children: [] }],
    };
    t.input(net, [...plans.picture(plan), ...(emptyChild ? ['· gone: None'] : [])]);
    const root = plans.moduleOf(plan);
    if (emptyChild) root.addModule('gone', null);
    const idea = {
      en: 'null keeps a place without a value, such as the bias of a layer that has none',
      zh: 'null 表示有位无值，比如没有偏置的层的 bias',
    };
    const list = t.runs(() => namedParameters(root), idea);
    t.equal(
      list.map(([path]) => path),
      ['weight', 'part.scale'],
      idea,
    );
  },
);

property(
  {
    en: 'a parameter held in several places is listed once, under its first path',
    zh: '几处共用的参数只列一次，用第一条路径',
  },
  [tree, gen.integer(0, 2)],
  (t, untied, shared) => {
    const plan = plans.tied(untied, shared);
    const all = plans.pathsOf(plan);
    const numberIn = (line: string) => line.split(' = ')[1];
    const first = all.filter((line) => all.find((other) => numberIn(other) === numberIn(line)) === line);
    compare(t, plan, first, {
      en: 'one parameter, one entry: later paths lead to a box that is listed already',
      zh: '一个参数只占一行：后面的路径通向的是已经列过的盒子',
    });
  },
);

property(
  { en: 'parameters with equal numbers are still two', zh: '数值相等的两个参数仍然是两个' },
  [gen.dim(1, 3), gen.dim(1, 3)],
  (t, io, out) => {
    const twins = new Sequential(new Linear(io, out), new Linear(io, out));
    for (const [, child] of twins.childSlots())
      for (const [, p] of child!.parameterSlots()) p!.data.fill_(0.5);
    t.input(net, `Linear ${io} → ${out}, Linear ${io} → ${out}, all 0.5`);
    t.equal(listed(twins), ['0.weight', '0.bias', '1.weight', '1.bias'], {
      en: 'equal is not identical: ask whether it is the same object',
      zh: '相等不等于同一个：要看是不是同一个对象',
    });
  },
);

property(
  {
    en: 'a module that holds its own parent does not go on for ever',
    zh: '子模块里又登记了父模块，也不会没完没了',
  },
  [gen.dim(1, 5)],
  (t, depth) => {
    t.input({ en: 'levels', zh: '层数' }, depth);
    const root = new Module();
    let bottom = root;
    for (let i = 0; i < depth; i++) {
      const child = new Module();
      child.registerParameter('weight', new Parameter(tensor([i])));
      bottom.addModule('down', child);
      bottom = child;
    }
    bottom.addModule('up', root);
    t.equal(
      listed(root),
      Array.from({ length: depth }, (_, i) => `${'down.'.repeat(i + 1)}weight`),
      { en: 'a module that was entered before is not entered again', zh: '进过的模块不再进第二次' },
    );
  },
);

property(
  { en: 'what is added later is in the next list', zh: '后来加上的，下一次就能列出来' },
  [gen.dim(1, 4)],
  (t, n) => {
    t.input({ en: 'layers', zh: '层数' }, n);
    const root = new Sequential(...Array.from({ length: n }, () => new Linear(2, 1)));
    const before = listed(root);
    root.append(new Linear(1, 3));
    t.equal(listed(root), [...before, `${n}.weight`, `${n}.bias`], {
      en: 'look at the tree again at every call',
      zh: '每次调用都要重新看这棵树',
    });
  },
);

const box = (...numbers: number[]): Parameter => new Parameter(tensor(numbers));

/** Declares a field of its base class again, and has fields of its own. */
class Gate extends Linear {
  // @ts-expect-error TypeScript warns of this; JavaScript does not, and defines the field anew.
  override weight!: Parameter;
  scale = box(1);
  inner = new Linear(2, 1);
}

example(
  {
    en: 'a subclass with fields of its own keeps all its parameters',
    zh: '子类自带字段时，一个参数也不会少',
  },
  (t) => {
    const root = new Sequential(new Gate(2, 3), new Gate(3, 2));
    t.input(net, ['root:', '· 0: Gate extends Linear', '· 1: Gate extends Linear']);
    const one = ['weight', 'bias', 'scale', 'inner.weight', 'inner.bias'];
    t.equal(listed(root), [...one.map((path) => `0.${path}`), ...one.map((path) => `1.${path}`)], {
      en: 'ask every module what it holds, whatever its class',
      zh: '不管是什么类，都要问模块自己持有什么',
    });
  },
);

property(
  { en: 'a plain array of layers is refused, with its path', zh: '普通数组里的层要拒绝，并说出路径' },
  [gen.dim(0, 3), gen.boolean(), gen.constantFrom('layers', 'heads', 'blocks')],
  (t, depth, parameters, field) => {
    const path = `${'body.'.repeat(depth)}${field}`;
    t.input({ en: 'field', zh: '字段' }, `${path} = ${parameters ? '[1, Parameter]' : '[Linear, Linear]'}`);
    const holder = new Module();
    Reflect.set(holder, field, parameters ? [1, box(1)] : [new Linear(2, 1), new Linear(1, 2)]);
    let root = holder;
    for (let i = 0; i < depth; i++) {
      const outer = new Module();
      outer.addModule('body', root);
      root = outer;
    }
    t.throws(() => namedParameters(root), [path], {
      en: 'nobody registered these: they would never be trained. Refuse, and say which field',
      zh: '没有人登记过它们，永远不会被训练。应当报错，并说出是哪个字段',
    });
  },
);

const decoys: Record<string, (root: Module) => unknown> = {
  'teacher = { net: Linear }': () => ({ net: new Linear(3, 3) }),
  'mean = tensor([1])': () => tensor([1]),
  'sizes = [2, 1]': () => [2, 1],
  'owner = { module: root }': (root) => ({ module: root }),
};

property(
  { en: 'other fields are not part of the tree', zh: '其他字段不属于这棵树' },
  [gen.constantFrom(...Object.keys(decoys))],
  (t, decoy) => {
    t.input(net, ['root:', `· child: Linear, with a field ${decoy}`]);
    const root = new Module();
    const child = new Linear(2, 1);
    root.addModule('child', child);
    Reflect.set(child, decoy.split(' ')[0]!, decoys[decoy]!(root));
    t.equal(listed(root), ['child.weight', 'child.bias'], {
      en: 'only what is registered is structure: not numbers, tensors or objects that point elsewhere',
      zh: '只有登记过的才是结构：数、张量、指向别处的对象都不算',
    });
  },
);
