import { describe, it } from 'vitest';
import { filesUnder, importsOf, read, report } from './files.ts';

const tiers: Record<string, number> = {
  array: 1,
  autograd: 2,
  nn: 3,
  init: 4,
  layers: 5,
  optim: 5,
  checkpoint: 6,
  picture: 6,
  dialects: 7,
};
const doors = ['#lib', '#lib/torch', '#lib/gluon', '#lib/keras'];

const lib = filesUnder('lib').filter((path) => path.endsWith('.ts'));
const each = (paths: readonly string[], offends: (path: string, target: string) => boolean): string[] =>
  paths.flatMap((path) =>
    importsOf(path)
      .filter((target) => offends(path, target))
      .map((target) => `${path} imports ${target}`),
  );
const tierOf = (path: string): number => tiers[path.split('/')[1]!] ?? Number.POSITIVE_INFINITY;
const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

describe('imports', () => {
  it('go one way through the tiers of lib', () => {
    report(
      'A file of lib imports its own tier or a lower one, so that each tier can be read without those above it.',
      each(lib, (path, target) => target.startsWith('lib/') && tierOf(target) > tierOf(path)),
    );
  });

  it('of one tier do not cross between its folders', () => {
    const sibling = (path: string, target: string) =>
      target.startsWith('lib/') &&
      tierOf(target) === tierOf(path) &&
      path.split('/')[1] !== target.split('/')[1];
    const dialect = (path: string) => (path.startsWith('lib/dialects/') ? path.split('/')[2] : undefined);
    report(
      'Layers and optim, checkpoint and picture, and the three dialects know nothing of each other.',
      each(
        lib.filter((path) => path !== 'lib/index.ts'),
        (path, target) =>
          sibling(path, target) || (dialect(target) !== undefined && dialect(path) !== dialect(target)),
      ),
    );
  });

  it('of ndarray and ndarray-ops happen in one file each', () => {
    for (const [name, owner] of [
      ['ndarray', 'lib/array/ndarray.ts'],
      ['ndarray-ops', 'lib/array/reorder.ts'],
    ] as const) {
      report(
        `Only ${owner} imports ${name}: its traps are kept in one place.`,
        each(lib, (path, target) => target === name && path !== owner),
      );
    }
  });

  it('of node: stay out of lib, but for the file-writing edge', () => {
    report(
      'The library runs anywhere; only lib/checkpoint/files/ touches the disk.',
      each(lib, (path, target) => target.startsWith('node:') && !path.startsWith('lib/checkpoint/files/')),
    );
  });

  it('of outsiders enter the library by its doors, each name by itself', () => {
    const outsiders = [
      ...filesUnder('katas'),
      ...filesUnder('solutions'),
      ...filesUnder('test/wrong'),
      ...filesUnder('test/right'),
    ];
    const files = outsiders.filter((path) => path.endsWith('.ts'));
    report(
      'A kata imports only the doors #lib, #lib/torch, #lib/gluon, #lib/keras, ndarray and ndarray-ops, its test the kit, and its picture #lib/picture.',
      each(files, (path, target) => {
        const isTest = path.endsWith('.test.ts');
        const isPicture = path.endsWith('/picture.ts');
        const own =
          (isTest || isPicture) && target.startsWith(`#kata/${folderOf(path).replace('katas/', '')}/`);
        const beside = !isTest && folderOf(target) === folderOf(path);
        const property =
          path.endsWith('property.ts') && (target === 'fast-check' || target.startsWith('#kata/'));
        const allowed = [
          ...doors,
          'ndarray',
          'ndarray-ops',
          ...(isTest ? ['#kit'] : []),
          ...(isPicture ? ['#lib/picture'] : []),
        ].includes(target);
        return !(allowed || own || beside || property);
      }),
    );
    report(
      'Star exports and star imports hide where a name comes from.',
      [...lib, ...files].filter((path) => /^export \*|^import \* as \w+ from '#/m.test(read(path))),
    );
  });

  it('of the grader leave the library and the katas alone', () => {
    report(
      'The grader computes verdicts from files and never loads what it judges; it draws data with #lib/picture.',
      each(
        filesUnder('grader').filter((path) => /\.m?ts$|\.mjs$/.test(path)),
        (_, target) =>
          /^(lib|katas|solutions)\/|^#(lib|kata)/.test(target) && !target.startsWith('#lib/picture'),
      ),
    );
  });
});
