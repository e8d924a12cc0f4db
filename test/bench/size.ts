/** `npm run bench:size`: how many packages an installation brings, and how much room they take on disk. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { dev?: boolean }>;
};

/** Bytes of all files of a package, without the packages installed inside it, which the lock file lists themselves. */
function bytesOf(folder: string): number {
  let total = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') total += bytesOf(path);
    else if (entry.isFile()) total += statSync(path).size;
  }
  return total;
}

// A package for another system is in the lock file and not on this disk.
const installed = Object.keys(packages).filter((path) => path !== '' && existsSync(join(root, path)));
const line = (title: string, paths: readonly string[]): number => {
  const bytes = paths.reduce((sum, path) => sum + bytesOf(join(root, path)), 0);
  console.log(
    `${title.padEnd(24)} ${String(paths.length).padStart(4)} packages ${(bytes / 1e6).toFixed(2).padStart(8)} MB`,
  );
  return bytes / 1e6;
};

const [FLOOR, GOAL] = [0.4, 0.25];
const needed = line(
  'what the library needs',
  installed.filter((path) => packages[path]!.dev !== true),
);
const outcome = needed <= GOAL ? 'goal met' : needed <= FLOOR ? 'floor met' : 'missed';
console.log(`  floor ${FLOOR} MB, goal ${GOAL} MB: ${outcome}`);
line('everything, to practise', installed);
