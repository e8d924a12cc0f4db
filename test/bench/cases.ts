/** The rows of the table: what is measured, on which sides, and what we promise against whom. */
export type Side =
  | 'ours'
  | 'tfjs-cpu'
  | 'tfjs-wasm'
  | 'jax-js'
  | 'numpy-ts'
  | 'deepbox'
  | 'js-pytorch'
  | 'pytorch'
  | 'loops'
  | `ours ${string}`;

/**
 * A promise as [floor, goal]. `faster`: how many times faster than the fastest of `than` we want to be. `time`: how
 * many times what `than` takes, of time or memory, we allow ourselves. `most`: what we allow ourselves, whoever else.
 * `why`: what stands in the way, for the page to say when the floor is missed.
 */
export type Target = { readonly than: readonly Side[]; readonly why?: string } & (
  | { readonly faster: readonly [number, number] }
  | { readonly time: readonly [number, number] }
  | { readonly most: readonly [number, number] }
);

export interface Case {
  readonly name: string;
  readonly title: string;
  /**
   * 'calls': the work is repeated in a warm process. In the others every round is a process of its own: 'processes' takes
   * its time, 'memory' what the first call adds to its memory at most, 'error' how far a result is from exact.
   */
  readonly kind: 'calls' | 'processes' | 'memory' | 'error';
  /** `ours …` is this library on another case, to compare with itself. */
  readonly sides: readonly Side[];
  readonly targets: readonly Target[];
}

const elementwise: readonly Side[] = [
  'ours',
  'numpy-ts',
  'tfjs-wasm',
  'jax-js',
  'tfjs-cpu',
  'deepbox',
  'pytorch',
];
const withGradient: readonly Side[] = ['ours', 'jax-js', 'tfjs-wasm', 'deepbox', 'pytorch'];
const products: readonly Side[] = ['ours', 'tfjs-wasm', 'numpy-ts', 'jax-js', 'deepbox', 'pytorch'];
const networks: readonly Side[] = ['ours', 'deepbox', 'tfjs-wasm', 'tfjs-cpu', 'pytorch'];
const fastest: readonly Side[] = ['numpy-ts', 'tfjs-wasm'];

const calls = (name: string, title: string, sides: readonly Side[], targets: readonly Target[]): Case => ({
  name,
  title,
  kind: 'calls',
  sides,
  targets,
});

const memory = (name: string, title: string, bounds: readonly [number, number]): Case => ({
  name,
  title,
  kind: 'memory',
  sides: ['ours', 'deepbox', 'pytorch'],
  targets: [{ than: ['pytorch'], time: bounds }],
});

const small = (name: string, title: string) =>
  calls(name, title, elementwise, [{ than: fastest, faster: [2.5, 4] }]);
const large = (name: string, title: string) =>
  calls(name, title, elementwise, [
    { than: fastest, faster: [1, 1.15] },
    { than: ['pytorch'], time: [1.3, 1.1] },
  ]);
const matmul = (n: number) =>
  calls(`matmul-${n}`, `matmul ${n}²`, products, [
    { than: ['tfjs-wasm'], faster: [1.15, 1.25] },
    { than: ['numpy-ts'], faster: [1.2, 1.35] },
    { than: ['jax-js'], faster: [1.3, 1.5] },
    { than: ['pytorch'], time: [3, 2.5] },
  ]);
const transposed = (kind: string, title: string) =>
  calls(
    `matmul-${kind}-256`,
    title,
    ['ours', 'ours matmul-256', 'tfjs-wasm', 'numpy-ts', 'pytorch'],
    [{ than: ['ours matmul-256'], time: [1.15, 1.05] }],
  );

export const cases: readonly Case[] = [
  small('relu-1e3', 'relu, 1e3'),
  small('add-1e3', 'add, 1e3'),
  large('relu-1e5', 'relu, 1e5'),
  large('relu-1e6', 'relu, 1e6'),
  large('add-1e5', 'add, 1e5'),
  large('add-1e6', 'add, 1e6'),
  large('row-1e6', 'add a row, 1e6'),
  calls('gradient-1e3', 'relu(x + b) · 2 summed, with gradient, 1e3', withGradient, []),
  calls('gradient-1e6', 'relu(x + b) · 2 summed, with gradient, 1e6', withGradient, [
    {
      than: ['jax-js'],
      faster: [0.8, 1],
      why: 'jax-js fuses the chain and never writes what lies between. Here each operation gives an array that can be looked at and edited at once, so the same megabytes are gone over nine times.',
    },
    { than: ['pytorch'], time: [1.5, 1.5] },
  ]),
  ...[64, 128, 256, 512].map(matmul),
  transposed('nt', 'matmul 256², a · bᵀ'),
  transposed('tn', 'matmul 256², aᵀ · b'),
  transposed('tt', 'matmul 256², aᵀ · bᵀ'),
  calls(
    'step-tiny',
    'training step 4-8-1, batch 2',
    [...networks, 'jax-js', 'loops'],
    [
      { than: ['deepbox'], faster: [10, 16] },
      {
        than: ['pytorch'],
        faster: [50, 80],
        why: 'the floor leaves about 1.6 µs for four operations and seven gradients, three times what hand-written loops take. A fifth goes into the five products, as much into making and collecting objects; the rest is spread over forty places, none of which takes 6 %. The bound was set on a machine where PyTorch took 131 µs and deepbox 27; here it is about 79 and 70.',
      },
      { than: ['loops'], time: [8, 5] },
    ],
  ),
  calls(
    'step-medium',
    'training step 784-256-128-10, batch 64',
    [...networks, 'jax-js'],
    [
      { than: ['jax-js'], faster: [1.5, 1.8] },
      { than: ['tfjs-wasm'], faster: [8, 10] },
      {
        than: ['deepbox'],
        faster: [22, 30],
        why: "a tenth more or less from run to run: here a step waits for memory, which this machine shares, while deepbox's loops compute.",
      },
      { than: ['pytorch'], time: [2.6, 2] },
    ],
  ),
  calls('chain-1000', 'chain of 1,000 Linear(4, 4) + ReLU', networks, [
    { than: ['deepbox'], faster: [25, 45] },
    { than: ['pytorch'], faster: [30, 50] },
  ]),
  calls('shared-1000', 'one Linear(32) used 1,000 times', networks, [
    { than: ['deepbox'], faster: [14, 20] },
    { than: ['pytorch'], faster: [6, 9] },
  ]),
  memory('memory-chain-10000', 'memory of a chain of 10,000', [0.9, 0.6]),
  memory('memory-shared-10000', 'memory of one Linear(32) used 10,000 times', [1.8, 1.2]),
  {
    name: 'error-shared-1000',
    title: 'relative error of the gradient of 1,000 uses',
    kind: 'error',
    sides: ['ours', 'pytorch'],
    targets: [{ than: [], most: [3e-6, 1e-6] }],
  },
  calls(
    'names-1e4',
    'names of 10,000 parameters',
    ['ours', 'tfjs-cpu', 'deepbox', 'pytorch'],
    [
      { than: ['tfjs-cpu'], faster: [2, 3] },
      { than: ['deepbox'], faster: [6, 10] },
      {
        than: ['pytorch'],
        faster: [18, 28],
        why: 'between 14 and 28 times from minute to minute: both wait for memory, which this machine shares, but not to the same degree.',
      },
    ],
  ),
  calls(
    'names-1e5',
    'names of 100,000 parameters',
    ['ours', 'deepbox', 'pytorch'],
    [
      {
        than: ['deepbox', 'pytorch'],
        faster: [2, 3.5],
        why: 'most of the time goes into 100,000 pairs that outlive the young generation, which costs every library the same.',
      },
    ],
  ),
  calls(
    'names-first-1e5',
    'names of 100,000 parameters by for…of, first time',
    ['ours', 'deepbox', 'pytorch'],
    [],
  ),
  calls(
    'names-again-1e5',
    'the same names by for…of again',
    ['ours', 'ours names-first-1e5'],
    [
      {
        than: ['ours names-first-1e5'],
        time: [0.01, 0.01],
        why: 'the tree is not walked again, but each of the 100,000 pairs is made anew, so that nobody changes what others are given: 10 ns apiece, about 6 of them for the steps of the loop alone, where the first walk takes about 500. Pairs that are frozen could be kept, but freezing costs 45 ns apiece.',
      },
    ],
  ),
  calls(
    'normal-4096',
    'normal first values, 4096²',
    ['ours', 'tfjs-wasm', 'deepbox', 'numpy-ts', 'jax-js', 'pytorch'],
    [
      { than: ['tfjs-wasm', 'deepbox', 'numpy-ts', 'jax-js'], faster: [7, 10] },
      { than: ['pytorch'], faster: [0.8, 1.1] },
    ],
  ),
  calls(
    'xavier-4096',
    'Xavier uniform first values, 4096²',
    ['ours', 'tfjs-wasm', 'deepbox', 'numpy-ts', 'jax-js', 'pytorch'],
    [
      { than: ['tfjs-wasm', 'deepbox', 'numpy-ts', 'jax-js'], faster: [4, 5] },
      { than: ['pytorch'], faster: [1.5, 2.4] },
    ],
  ),
  {
    name: 'import',
    title: 'import of the library, CPU over an empty module',
    kind: 'processes',
    sides: ['ours', 'jax-js', 'deepbox', 'js-pytorch', 'tfjs-wasm', 'numpy-ts'],
    targets: [{ than: ['jax-js'], time: [1, 0.7] }],
  },
  {
    name: 'start',
    title: 'start to 10,000 tiny steps, CPU over an empty module',
    kind: 'processes',
    sides: ['ours', 'deepbox'],
    targets: [{ than: ['deepbox'], time: [0.4, 0.2] }],
  },
];

/** The cases whose name contains one of `words`; all of them for none. Throws for a word that fits nothing. */
export function chooseCases(words: readonly string[]): readonly Case[] {
  for (const word of words) {
    if (cases.some(({ name }) => name.includes(word))) continue;
    throw new Error(
      `bench: expected part of a case's name, received '${word}'. Known: ${cases.map(({ name }) => name).join(', ')}.`,
    );
  }
  return words.length === 0 ? cases : cases.filter(({ name }) => words.some((word) => name.includes(word)));
}
