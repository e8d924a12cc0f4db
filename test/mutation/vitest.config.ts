import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The kata tests on the solutions, as in the project `solutions`, with the bosses judged as kit.ts says. */
export default defineConfig({
  resolve: { alias: { '#kit': here('kit.ts'), '#candidates': here('candidates.ts') } },
  ssr: { resolve: { conditions: ['kata-solutions', 'node', 'import', 'module', 'default'] } },
  test: { globals: true, testTimeout: 120_000, include: ['katas/**/kata.test.ts'] },
});
