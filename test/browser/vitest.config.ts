import { defineConfig } from 'vitest/config';

/** Needs a browser on the machine, so it is run by name: `npm run test:browser`. */
export default defineConfig({
  test: { include: ['test/browser/**/*.test.ts'], pool: 'forks', testTimeout: 120_000, hookTimeout: 120_000 },
});
