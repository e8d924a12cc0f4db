import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepCopy, Module, ModuleList, ones, Parameter, Sequential, type Tensor } from '#lib';
import { listing } from '../../../lib/nn/walk.ts';

/** What a listing must give, by a recursion that keeps nothing: own slots before children's, each object once. */
function listed(root: Module, kind: 'parameters' | 'buffers'): [string, Tensor][] {
  const found: [string, Tensor][] = [];
  const [modules, tensors] = [new Set<Module>(), new Set<Tensor>()];
  const visit = (module: Module, path: string) => {
    if (modules.has(module)) return;
    modules.add(module);
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    for (const [name, value] of ownOf(module, kind)) {
      if (value === null || tensors.has(value)) continue;
      tensors.add(value);
      found.push([at(name), value]);
    }
    for (const [name, child] of module.childSlots()) if (child !== null) visit(child, at(name));
  };
  visit(root, '');
  return found;
}

const ownOf = (module: Module, kind: 'parameters' | 'buffers'): [string, Tensor | null][] =>
  kind === 'parameters' ? module.parameterSlots() : [...module.namedBuffers({ recurse: false })];

/** One change of the tree; numbers choose the modules, the name and the value. */
interface Change {
  readonly kind: keyof typeof changes;
  readonly owner: number;
  readonly other: number;
  readonly name: string;
}
type Apply = (owner: Module, other: Module, name: string) => unknown;

const changes = {
  registerParameter: (owner, _, name) => owner.registerParameter(name, new Parameter(ones([1]))),
  registerBuffer: (owner, _, name) => owner.registerBuffer(name, ones([1])),
  addModule: (owner, _, name) => owner.addModule(name, new Module()),
  assignParameter: (owner, _, name) => Reflect.set(owner, name, new Parameter(ones([1]))),
  assignModule: (owner, _, name) => Reflect.set(owner, name, new Module()),
  assignNull: (owner, _, name) => Reflect.set(owner, name, null),
  remove: (owner, _, name) => Reflect.deleteProperty(owner, name),
  shareModule: (owner, other, name) => Reflect.set(owner, name, other),
  shareParameter: (owner, other, name) => Reflect.set(owner, name, [...other.parameters()][0] ?? null),
  append: (owner) => owner instanceof Sequential && owner.append(new Module()),
  pop: (owner) => owner instanceof Sequential && owner.pop(),
  copy: (owner, other, name) => Reflect.set(owner, name, deepCopy(other)),
} satisfies Record<string, Apply>;

/** A name that holds another kind already, or an empty list, refuses: then nothing has changed, which is tested too. */
const attempt = (body: () => unknown): void => {
  try {
    body();
  } catch {
    // Refused.
  }
};

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(...(Object.keys(changes) as Change['kind'][])),
  owner: fc.nat(9),
  other: fc.nat(9),
  name: fc.constantFrom('weight', 'bias', 'body', '0', '10'),
});

const expectListed = (root: Module) => {
  expect([...root.namedParameters()]).toEqual(listed(root, 'parameters'));
  const values = listed(root, 'parameters').map(([, value]) => value);
  const given = [...root.parameters()];
  expect(given.length).toBe(values.length);
  given.forEach((value, i) => {
    expect(value).toBe(values[i]);
  });
  expect([...root.namedBuffers()]).toEqual(listed(root, 'buffers'));
};

describe('listings, which are kept until a table changes', () => {
  it('give what a fresh walk gives after any change anywhere in the tree (property)', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (sequence) => {
        const leaf = new Module();
        const list = new ModuleList([leaf]);
        const root = new Sequential(new Module(), new Sequential(leaf), list);
        expectListed(root);
        for (const { kind, owner, other, name } of sequence) {
          const all = [...root.modules()];
          // A copy of a tree into itself doubles it each time.
          if (kind === 'copy' && all.length > 40) continue;
          const from = all[other % all.length]!;
          attempt(() => changes[kind](all[owner % all.length]!, from, name));
          for (const module of [root, list, leaf, from]) expectListed(module);
        }
      }),
      { numRuns: 100, seed: 20261127 },
    );
  });

  it('are made once, until any table changes', () => {
    const [net, stranger] = [new Sequential(new Module()), new Module()];
    for (const kind of ['parameters', 'buffers'] as const) {
      const list = () => listing(net, kind as 'parameters');
      const before = list();
      expect(list()).toBe(before);
      stranger.registerBuffer('b', null);
      expect(list()).not.toBe(before);
    }
  });
  it('are the same list twice, given anew: a reader who changes a pair changes nothing', () => {
    const net = new Sequential(new Module());
    net.at(0).registerParameter('weight', new Parameter(ones([2])));
    const [pair] = [...net.namedParameters()];
    pair![0] = 'changed';
    expect([...net.namedParameters()].map(([path]) => path)).toEqual(['0.weight']);
  });

  it('do not follow a change made half-way through: they are of the tree as it was', () => {
    const net = new Module();
    net.registerParameter('a', new Parameter(ones([1])));
    net.registerParameter('b', new Parameter(ones([1])));
    const names: string[] = [];
    for (const [name] of net.namedParameters()) {
      names.push(name);
      net.registerParameter(`${name}2`, new Parameter(ones([1])));
    }
    expect(names).toEqual(['a', 'b']);
    expect([...net.namedParameters()].map(([name]) => name)).toEqual(['a', 'b', 'a2', 'b2']);
  });
});
