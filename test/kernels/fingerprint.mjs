import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../../lib/array/kernels/source/', import.meta.url);

/** One number for the kernels' source, the compiler's version and the bytes it made. */
export function fingerprint(bytes) {
  const hash = createHash('sha256');
  for (const name of readdirSync(fileURLToPath(source)).sort()) {
    hash.update(`${name}\n${readFileSync(new URL(name, source), 'utf8').replaceAll('\r\n', '\n')}`);
  }
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
  return hash.update(dependencies.assemblyscript).update(bytes).digest('hex');
}
