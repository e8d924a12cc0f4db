import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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

/** The same as a plugin of vite; ids keep the target, so that each target has its own copy of the answer. */
export const kataTargets = {
  name: 'kata-targets',
  enforce: 'pre' as const,
  resolveId(specifier: string, importer: string | undefined): string | null {
    return resolveKata(specifier, importer);
  },
};
