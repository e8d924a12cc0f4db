import fc from 'fast-check';
import { tensor } from '../../../lib/autograd/functions.ts';
import { ReLU } from '../../../lib/layers/activations.ts';
import { Linear } from '../../../lib/layers/linear.ts';
import { Module } from '../../../lib/nn/module.ts';
import { Parameter } from '../../../lib/nn/parameter.ts';

/** A module described twice: as the library builds it, and as plain data for dull loops. */
export interface Tree {
  readonly module: Module;
  readonly own: readonly (readonly [string, Parameter])[];
  readonly children: readonly (readonly [string, Tree])[];
}

class Scale extends Module {
  readonly factor = new Parameter(tensor([2]));
  readonly note = 'not a parameter';
}

const names = ['layer', 'block 1', '层', 'weight2', '10', '2', 'head'];

const leaf: fc.Arbitrary<() => Tree> = fc.constantFrom(
  () => {
    const module = new Linear(2, 3);
    return {
      module,
      own: [
        ['weight', module.weight],
        ['bias', module.bias!],
      ] as const,
      children: [],
    };
  },
  () => {
    const module = new Linear(3, 2, { bias: false });
    return { module, own: [['weight', module.weight]] as const, children: [] };
  },
  () => ({ module: new ReLU(), own: [], children: [] }),
  () => {
    const module = new Scale();
    return { module, own: [['factor', module.factor]] as const, children: [] };
  },
);

/** Random trees up to depth 4, in which about one child in four is a module that was met before. */
export const trees: fc.Arbitrary<Tree> = fc
  .letrec<{ node: () => (pool: Tree[]) => Tree; tree: (pool: Tree[]) => Tree }>((tie) => ({
    node: fc.constant(() => () => ({ module: new Module(), own: [], children: [] })),
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf.map((make) => (pool: Tree[]) => {
        const made = make();
        pool.push(made);
        return made;
      }),
      fc
        .tuple(fc.array(fc.tuple(tie('tree'), fc.nat(3), fc.nat()), { maxLength: 4 }), fc.boolean())
        .map(([parts, hasOwn]) => (pool: Tree[]): Tree => {
          const module = new Module();
          const own: [string, Parameter][] = [];
          if (hasOwn) {
            const gain = new Parameter(tensor([[1, 2]]));
            module.registerParameter('gain', gain);
            own.push(['gain', gain]);
          }
          const children = parts.map(([build, again, which], i): [string, Tree] => {
            const child = again === 0 && pool.length > 0 ? pool[which % pool.length]! : build(pool);
            return [names[i]!, child];
          });
          for (const [name, child] of children) module.addModule(name, child.module);
          const made = { module, own, children };
          pool.push(made);
          return made;
        }),
    ),
  }))
  .tree.map((build) => build([]));

/** Every path by plain recursion: with repeats, own before children's. */
export function dullPaths(tree: Tree, prefix = ''): [string, Parameter][] {
  const at = (name: string) => (prefix === '' ? name : `${prefix}.${name}`);
  return [
    ...tree.own.map(([name, parameter]): [string, Parameter] => [at(name), parameter]),
    ...tree.children.flatMap(([name, child]) => dullPaths(child, at(name))),
  ];
}
