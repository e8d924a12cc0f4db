// Which file below solutions/ is changed comes from run.ts: one run for each keeps the reports apart.
const file = process.env.MUTATE_FILE;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: [`solutions/${file}`],
  // Only what a kata's test loads is copied.
  ignorePatterns: [
    '**',
    '!package.json',
    ...['arbitraries', 'kit', 'mutation', 'right', 'wrong'].map((folder) => `!test/${folder}/**/*.ts`),
    ...['katas', 'lib', 'solutions'].map((folder) => `!${folder}/**/*.ts`),
    '!test/wrong/**/wrong.json',
    'node_modules',
  ],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
  // TypeScript 7 has no API to rewrite a tsconfig with, and the sandbox needs none.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  reporters: ['json', 'clear-text', 'progress-append-only'],
  jsonReporter: { fileName: `test/mutation/reports/${file}.json` },
  clearTextReporter: { logTests: false },
};
