import { it } from 'vitest';
import * as lib from '#lib';
import * as torch from '#lib/torch';
import { parseSource } from '../../grader/source.ts';
import { filesUnder, read, report } from './files.ts';

const builtIn = new Set(
  [Object, Array, String, Number, Map, Set, Function, RegExp]
    .flatMap((owner) => [owner, owner.prototype])
    .concat(Math as never)
    .flatMap((owner) => Object.getOwnPropertyNames(owner)),
);

/** What objects of the library answer to and objects of the language do not. */
const members = new Set(
  [...Object.values(lib), ...Object.values(torch)]
    .flatMap((value) => (typeof value === 'function' && value.prototype ? [value.prototype] : []))
    .flatMap((prototype: object) => Object.getOwnPropertyNames(prototype))
    .concat('weight', 'bias', 'inFeatures', 'outFeatures')
    .filter((name) => !builtIn.has(name)),
);

/** The library's words in a file: values it imports, and members it asks for. */
function wordsOf(path: string): string[] {
  const text = read(path);
  const { module } = parseSource('kata.ts', text);
  const imported = module.staticImports
    .filter(({ moduleRequest }) => moduleRequest.value.startsWith('#lib'))
    .flatMap(({ entries }) => entries.filter(({ isType }) => !isType))
    .map(({ importName }) => importName.name ?? '');
  const asked = [...text.matchAll(/\.([a-zA-Z_]+)\b/g)].map(([, name]) => name!);
  return [...new Set([...imported, ...asked.filter((name) => members.has(name))])];
}

it('every member of the library that a solution needs stands in its README, test or stub', () => {
  const offences = filesUnder('solutions')
    .filter((path) => path.endsWith('/kata.ts'))
    .flatMap((path) => {
      const home = path.replace('solutions/', 'katas/').replace('/kata.ts', '');
      return ['README.md', 'README.zh-CN.md'].flatMap((readme) => {
        const known = [readme, 'kata.test.ts', 'kata.ts'].map((file) => read(`${home}/${file}`)).join('\n');
        const missing = wordsOf(path).filter((word) => !new RegExp(`\\b${word}\\b`).test(known));
        return missing.map((word) => `${home}/${readme} lacks ${word}`);
      });
    });
  report('A learner reads the README and the test, not lib/: name it under "Given".', offences);
});
