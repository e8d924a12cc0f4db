import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const kata = process.env.MUTATE_FILE?.split('/').slice(0, 2).join('/') ?? '**';

/** A kata's test on its solution, as in the project `solutions`, less what candidates.ts leaves out. */
export default defineConfig({
  resolve: { alias: { '#candidates': here('candidates.ts') } },
  ssr: { resolve: { conditions: ['kata-solutions', 'node', 'import', 'module', 'default'] } },
  test: { globals: true, testTimeout: 120_000, include: [`katas/${kata}/kata.test.ts`] },
});
