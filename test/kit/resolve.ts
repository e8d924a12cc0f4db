import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readStubs, STUBS_FILE } from '../../grader/keep/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The file behind `#kata/<kata>/<file>` for the module that imports it. A kata's test is loaded as
 * `kata.test.ts?target=…`, and the target says whose answer it judges: `katas`, `solutions`, `refused`,
 * `wrong/<folder>` or `right/<folder>`. A folder below test/ that lacks a file (a boss's property beside a wrong
 * solution) takes the reference's; the learner's own file is never replaced. Gives null for anything else, which then
 * resolves by the conditions in package.json.
 */
export function resolveKata(specifier: string, importer: string | undefined): string | null {
  const wanted = /^#kata\/([^/]+\/[^/]+)\/([^/]+)$/.exec(specifier);
  const target = importer === undefined ? null : /[?&]target=([^&]+)/.exec(importer)?.[1];
  if (wanted === null || target === null || target === undefined) return null;
  const [, kata, file] = wanted;
  const [kind, ...folder] = decodeURIComponent(target).split('/');
  if (kind === 'katas' || kind === 'solutions') return `${root}${kind}/${kata}/${file}`;
  const path = `${root}${['test', kind, kata, ...folder, file].join('/')}`;
  return existsSync(path) ? path : `${root}solutions/${kata}/${file}`;
}

/**
 * The stub behind a learner's file, as it was handed out: what stands in the file may be anything by now. Gives null for
 * any other module.
 */
export function loadStub(id: string): string | null {
  const path = /\/katas\/([^/]+\/[^/]+\/(?:kata|property)\.ts)(?:\?|$)/.exec(id)?.[1];
  if (path === undefined) return null;
  const stub = readStubs(root)[path];
  if (stub === undefined)
    throw new Error(`${STUBS_FILE}: expected a stub for ${path}, received none. Run npm run stubs.`);
  return stub;
}

/** Both as a plugin of vite; ids keep the target, so that each target has its own copy of the answer. */
export const kataTargets = {
  name: 'kata-targets',
  enforce: 'pre' as const,
  resolveId(specifier: string, importer: string | undefined): string | null {
    return resolveKata(specifier, importer);
  },
  load: loadStub,
};
