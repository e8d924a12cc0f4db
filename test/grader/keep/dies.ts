/**
 * A process that plays one scene of the keep and kills itself, as `kill -9` would, at the `last`-th call that fills,
 * moves or removes a file: a write gets half of its bytes out. Its words: the scene, the checkout, the katas folder,
 * `last`.
 */
import fs from 'node:fs';
import { openKeep } from '../../../grader/keep/index.ts';
import { scenes } from './scenes.ts';

const [scene, course, katas, last] = process.argv.slice(2);
let calls = 0;

for (const name of ['writeFileSync', 'renameSync', 'unlinkSync'] as const) {
  const real = fs[name] as (...args: unknown[]) => unknown;
  const deadly = (...args: unknown[]): unknown => {
    if (++calls === Number(last)) {
      const [file, bytes] = args as [number, Uint8Array | string];
      if (name === 'writeFileSync') real(file, Buffer.from(bytes as string).subarray(0, bytes.length >> 1));
      process.kill(process.pid, 'SIGKILL');
    }
    return real(...args);
  };
  Object.assign(fs, { [name]: deadly });
}
// The platter is not what dies.
fs.fsyncSync = () => {};

scenes.find(({ name }) => name === scene)?.run(openKeep(course!, katas));
