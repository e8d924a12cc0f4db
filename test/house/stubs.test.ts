import { it } from 'vitest';
import { STUBS_FILE } from '../../grader/keep/index.ts';
import { filesUnder, read, report } from './files.ts';

it('the record of stubs holds what katas/ ships, and nothing else', () => {
  const record = JSON.parse(read(STUBS_FILE)) as Record<string, string>;
  const shipped = filesUnder('katas')
    .filter((path) => /\/(kata|property)\.ts$/.test(path))
    .map((path) => path.replace('katas/', ''));
  const stale = shipped.filter((path) => record[path] !== read(`katas/${path}`));
  const known = new Set(shipped);
  const gone = Object.keys(record).filter((path) => !known.has(path));
  report('`reset` gives back what the record holds: run npm run stubs.', [...stale, ...gone]);
});
