import { defineConfig } from 'vitest/config';
import { kataTargets } from '../kit/resolve.ts';

/** `npm run false-alarms`: long, and on other cases every time, so no part of `npm test`. */
export default defineConfig({
  plugins: [kataTargets],
  test: { globals: true, include: ['test/katas/false-alarms.ts'], testTimeout: 0, pool: 'forks' },
});
