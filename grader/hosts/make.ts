/** `npm run gradescope` and `npm run classroom50`: what a teacher uploads, made from this checkout. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCatalogue } from '../catalogue.ts';
import { GraderError } from '../errors.ts';
import { languageOf } from '../node-version.mjs';
import { type Language, say } from '../types.ts';
import { runtime, testRows } from './classroom50/rows.ts';
import { packGradescope } from './gradescope/pack.ts';

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const hosts: Readonly<Record<string, (folder: string, language: Language) => Promise<string>>> = {
  gradescope: async (folder, language) => {
    const to = join(folder, 'gradescope.zip');
    const size = `${Math.ceil((await packGradescope(checkout, to)) / 1024)} KiB`;
    return say(
      {
        en: `${to} (${size})\nNext: upload it under Configure Autograder on Gradescope.`,
        zh: `${to}（${size}）\n下一步：在 Gradescope 的 Configure Autograder 页面上传。`,
      },
      language,
    );
  },
  classroom50: async (folder, language) => {
    const to = join(folder, 'classroom50');
    mkdirSync(to, { recursive: true });
    copyFileSync(join(checkout, 'grader/hosts/classroom50/autograder.py'), join(to, 'autograder.py'));
    writeFileSync(join(to, 'tests.json'), `${JSON.stringify(testRows(readCatalogue(checkout)), null, 2)}\n`);
    writeFileSync(join(to, 'runtime.json'), `${JSON.stringify({ runtime }, null, 2)}\n`);
    return say(
      {
        en: `${to}\nNext: set COURSE and COMMIT in autograder.py, then see docs/teachers.md.`,
        zh: `${to}\n下一步：填写 autograder.py 里的 COURSE 和 COMMIT，然后参阅 docs/teachers.zh-CN.md。`,
      },
      language,
    );
  },
};

try {
  const [host = '', ...argv] = process.argv.slice(2);
  const language = languageOf(argv, process.env);
  console.log(await hosts[host]!(relative('', process.cwd()) || '.', language));
} catch (error) {
  if (!(error instanceof GraderError)) throw error;
  console.error(say(error.text, languageOf(process.argv, process.env)));
  process.exitCode = error.exitCode;
}
