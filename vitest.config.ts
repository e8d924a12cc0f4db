import { defineConfig } from 'vitest/config';
import { kataTargets } from './test/kit/resolve.ts';

// Everything here is trusted code; submissions never run under vitest (see grader/).
// The clock is only there to end a hang: a busy machine must not fail a test.
const shared = { pool: 'forks', isolate: false, globals: true, testTimeout: 120_000 } as const;
const seeded = ['test/seeded.ts'];
const katas = ['katas/**/kata.test.ts'];

/**
 * `npx vitest --project katas` is for learners who like vitest's own watch mode; `npm test` runs the others. Only the
 * option counts: the word itself may stand in the path of the checkout.
 */
const forLearners = /(^| )--project[= ]katas( |$)/.test(process.argv.slice(2).join(' '));

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'lib',
          include: ['test/{lib,laws,seed,house,golden,bench}/**/*.test.ts'],
          setupFiles: seeded,
        },
      },
      {
        test: {
          ...shared,
          name: 'grader',
          include: ['test/{grader,kit,mutation}/**/*.test.ts'],
          setupFiles: seeded,
        },
      },
      {
        plugins: [kataTargets],
        test: {
          ...shared,
          // Two of these files ask for the same test modules: each must find them unread.
          isolate: true,
          name: 'matrix',
          include: ['test/katas/**/*.test.ts'],
          exclude: ['test/katas/pictures.test.ts'],
        },
      },
      {
        ssr: { resolve: { conditions: ['kata-solutions', 'node', 'import', 'module', 'default'] } },
        test: { ...shared, name: 'solutions', include: [...katas, 'test/katas/pictures.test.ts'] },
      },
      { test: { ...shared, name: 'yours', include: ['test/yours/**/*.test.ts'] } },
      ...(forLearners ? [{ test: { ...shared, name: 'katas', include: katas } }] : []),
    ],
  },
});
