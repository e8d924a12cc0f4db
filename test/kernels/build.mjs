/**
 * `npm run kernels` compiles lib/array/kernels/source and writes the bytes into lib/array/kernels/bytes.ts;
 * `npm run kernels -- --check` only compares. The compiler lives in this folder, with a pinned version.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './fingerprint.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const kernels = join(here, '..', '..', 'lib', 'array', 'kernels');
const target = join(kernels, 'bytes.ts');
const options = [
  '-O3',
  '--runtime',
  'stub',
  '--noAssert',
  '--use',
  'abort=',
  '--enable',
  'simd',
  '--disableWarning',
  '112',
  '--initialMemory',
  '1',
];

function run(program, args, options) {
  const { status } = spawnSync(program, args, { stdio: 'inherit', ...options });
  if (status !== 0)
    throw new Error(`kernels: expected ${args[0]} to succeed, received an error. Read it above.`);
}

function compile() {
  const compiler = join(here, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
  if (!existsSync(compiler)) {
    console.error('Installing the compiler into test/kernels (once, about 100 MB) …');
    run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, shell: process.platform === 'win32' });
  }
  const folder = mkdtempSync(join(tmpdir(), 'parameter-katas-kernels-'));
  const out = join(folder, 'kernels.wasm');
  try {
    // Paths reach the bytes only as names of debugging, which are off; the folder still is the source's own.
    run(process.execPath, [compiler, 'index.ts', ...options, '--outFile', out], {
      cwd: join(kernels, 'source'),
    });
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function text(bytes) {
  const lines = bytes.toString('base64').match(/.{1,100}/g);
  return [
    '// Written by `npm run kernels` from the files in source/. Do not edit.',
    '',
    `/** SHA-256 of the source, the compiler’s version and these bytes: a test compares it. */`,
    `export const FINGERPRINT = '${fingerprint(bytes)}';`,
    '',
    `/** A WebAssembly module of ${bytes.length} bytes, in base64. */`,
    'export const BYTES =',
    `  ${lines.map((line) => `'${line}'`).join(' +\n  ')};`,
    '',
  ].join('\n');
}

const built = text(compile());
if (!process.argv.includes('--check')) writeFileSync(target, built);
else if (readFileSync(target, 'utf8') !== built) {
  console.error(
    'kernels: expected bytes.ts to be what the source compiles to, received other bytes. Run npm run kernels.',
  );
  process.exitCode = 1;
}
