// Which files below solutions/ are changed, and where the report goes, comes from run.ts.
const files = process.env.MUTATE_FILES.split(',');

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: files.map((file) => `solutions/${file}`),
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
  // The kit ends what hangs by itself: a busy machine must not pass for a test that noticed something.
  timeoutMS: 60_000,
  // TypeScript 7 has no API to rewrite a tsconfig with, and the sandbox needs none.
  tsconfigFile: 'none',
  disableTypeChecks: false,
  reporters: ['json', 'clear-text', 'progress-append-only'],
  jsonReporter: { fileName: process.env.MUTATE_REPORT },
  clearTextReporter: { logTests: false },
};
