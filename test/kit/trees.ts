import fc from 'fast-check';
import { Module, Parameter, tensor } from '#lib';

/** A tree of modules as plain data. `own` are numbers of parameters, null an empty place; equal numbers are one box. */
export interface Plan {
  readonly name: string;
  readonly own: readonly (readonly [name: string, number: number | null])[];
  readonly children: readonly Plan[];
}

/** Where a twig grows, among the modules that have room, and what it holds. */
interface Twig {
  readonly under: number;
  readonly own: number;
  readonly name: string;
}

/**
 * Trees of 1 to `most` modules below the root, at most 4 under one and 5 levels deep. The root holds `scale`; the
 * others have names that begin with one of `names`, and children numbered downwards.
 */
export const trees = (names: readonly string[], most: number): fc.Arbitrary<Plan> =>
  fc
    .array(
      fc.record({
        under: fc.integer({ min: 0, max: 40 }),
        own: fc.integer({ min: 0, max: 2 }),
        name: fc.constantFrom(...names),
      }),
      { minLength: 1, maxLength: most },
    )
    .map(planOf);

function planOf(twigs: readonly Twig[]): Plan {
  const root = { name: '', own: [['scale', 0] as const], children: [] as Plan[] };
  const places = [{ children: root.children, depth: 0 }];
  let count = 1;
  for (const { under, own, name } of twigs) {
    const free = places.filter(({ children, depth }) => children.length < 4 && depth < 5);
    const { children, depth } = free[under % free.length]!;
    const mine: Plan[] = [];
    children.push({
      name: `${name}${9 - children.length}`,
      own: ['weight', 'bias'].slice(0, own).map((each) => [each, count++] as const),
      children: mine,
    });
    places.push({ children: mine, depth: depth + 1 });
  }
  return root;
}

/**
 * The modules of a plan, children registered before parameters; `boxes` gets the parameter of each number. A parameter
 * holds nothing but its number.
 */
export function moduleOf(plan: Plan, boxes = new Map<number, Parameter>()): Module {
  const module = new Module();
  for (const child of plan.children) module.addModule(child.name, moduleOf(child, boxes));
  for (const [name, number] of plan.own) {
    if (number !== null && !boxes.has(number)) boxes.set(number, new Parameter(tensor([number])));
    module.registerParameter(name, number === null ? null : boxes.get(number)!);
  }
  return module;
}

/** A root with parameters of its own, and under it children with one weight each; every box has its number. */
export const flat = (own: readonly string[], children: readonly string[]): Plan => ({
  name: '',
  own: own.map((name, i) => [name, i]),
  children: children.map((name, i) => ({ name, own: [['weight', 10 + i]], children: [] })),
});

/** The same tree, in which the first parameter of every module is the box of that number; all others stay apart. */
export function tied(plan: Plan, number: number): Plan {
  let count = 100;
  const tie = ({ name, own, children }: Plan): Plan => ({
    name,
    own: own.map(([each], i) => [each, i === 0 ? number : count++]),
    children: children.map(tie),
  });
  return tie(plan);
}

/** Every path of a plan with the number of its box, as `path = number`; tied ones under each of their paths. */
export const pathsOf = ({ own, children }: Plan, prefix = ''): string[] => [
  ...own.filter(([, number]) => number !== null).map(([name, number]) => `${prefix}${name} = ${number}`),
  ...children.flatMap((child) => pathsOf(child, `${prefix}${child.name}.`)),
];

const slot = ([name, number]: Plan['own'][number]): string =>
  number === null ? `${name} = null` : `${name} #${number}`;

/** The lines that show a plan to a learner; the same number, the same box. */
export const picture = (plan: Plan, depth = 0): string[] => [
  `${'· '.repeat(depth)}${plan.name || 'root'}: ${plan.own.map(slot).join(', ')}`,
  ...plan.children.flatMap((child) => picture(child, depth + 1)),
];
