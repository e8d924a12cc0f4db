import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const tests = process.env.MUTATE_FILES?.split(',').map((file) => file.replace(/kata\.ts$/, 'kata.test.ts'));

/** The katas' tests on their solutions, as in the project `solutions`, less what candidates.ts leaves out. */
export default defineConfig({
  resolve: { alias: { '#candidates': here('candidates.ts') } },
  ssr: { resolve: { conditions: ['kata-solutions', 'node', 'import', 'module', 'default'] } },
  test: {
    globals: true,
    testTimeout: 120_000,
    include: (tests ?? ['**/kata.test.ts']).map((test) => `katas/${test}`),
  },
});
