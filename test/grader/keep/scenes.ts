import type { Keep, KeptKata } from '../../../grader/keep/index.ts';

export const add: KeptKata = { id: '01-sums/01-add', files: ['kata.ts'] };
export const again: KeptKata = { id: '01-sums/02-add-again', files: ['kata.ts'] };
export const both = [add, again];

/** Everything that makes the keep write, and what each of the two files may then hold besides what it held before. */
export const scenes: readonly {
  readonly name: string;
  readonly run: (keep: Keep) => unknown;
  readonly wanted: 'stubs' | 'older' | 'given' | 'none' | 'nothing new';
}[] = [
  { name: 'reset', run: (keep) => keep.reset(...both), wanted: 'stubs' },
  { name: 'undo', run: (keep) => keep.undo(), wanted: 'older' },
  {
    name: 'solution',
    run: (keep) => keep.change('solution', filesOf(keep, Buffer.from('given'))),
    wanted: 'given',
  },
  { name: 'update', run: (keep) => keep.change('update', filesOf(keep, null)), wanted: 'none' },
  {
    name: 'pass',
    run: (keep) => keep.recordPassed(add, new Map([['kata.ts', 'old add']])),
    wanted: 'nothing new',
  },
  { name: 'snapshot', run: (keep) => keep.snapshot(add, 'by hand'), wanted: 'nothing new' },
];

function filesOf(keep: Keep, bytes: Uint8Array | null): (readonly [string, Uint8Array | null])[] {
  return both.flatMap((kata) => keep.pathsOf(kata)).map((path) => [path, bytes]);
}
