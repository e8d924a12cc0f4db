import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Side } from './cases.ts';

export const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
const peers = join(here, 'peers');

/** Installs what we compare with, in a folder of its own, unless the lock file says that it is there. */
export function installPeers(): void {
  const lock = (folder: string, name: string) => {
    const path = join(folder, name);
    return existsSync(path) ? Object.keys(JSON.parse(readFileSync(path, 'utf8')).packages).length : 0;
  };
  const wanted = lock(peers, 'package-lock.json') - 1;
  if (lock(join(peers, 'node_modules'), '.package-lock.json') === wanted) return;
  console.error('Installing the peers into test/bench/peers (once, about 210 MB) …');
  // No install scripts: the native parts some peers would build are for drawing, and nothing here draws.
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: peers,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    throw new Error(
      'bench: expected npm ci in test/bench/peers to succeed, received an error. Read it above.',
    );
  }
}

/** The library as one script, so that neither types nor the number of files count; the paths of its two entries. */
export async function bundleOurs(): Promise<{ cases: string; door: string }> {
  const outdir = mkdtempSync(join(tmpdir(), 'parameter-katas-bench-'));
  await build({
    entryPoints: {
      cases: join(here, 'sides', 'ours.ts'),
      door: join(root, 'lib', 'dialects', 'torch', 'index.ts'),
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  return { cases: join(outdir, 'cases.mjs'), door: join(outdir, 'door.mjs') };
}

/** A Python that has PyTorch, with both versions; null without. `PYTHON` names another one than python3. */
export function findPyTorch(): { python: string; version: string } | null {
  const script = 'import torch, sys; print(torch.__version__)';
  for (const python of [process.env.PYTHON, 'python3', '/usr/bin/python3']) {
    if (python === undefined) continue;
    const found = spawnSync(python, ['-c', script], { encoding: 'utf8' });
    if (found.status === 0) return { python, version: found.stdout.trim() };
  }
  return null;
}

export interface Commands {
  readonly python: string | undefined;
  readonly ours: { readonly cases: string; readonly door: string };
}

/** The command line of the process that runs `name` on `side`. */
export function workerCommand(side: Side, name: string, { python, ours }: Commands): readonly string[] {
  if (side === 'pytorch') return [python!, join(here, 'pytorch.py'), name];
  const worker = [process.execPath, '--expose-gc', join(here, 'worker.mjs')];
  if (side.startsWith('ours ')) return [...worker, ours.cases, side.slice('ours '.length)];
  if (side === 'ours') return [...worker, ours.cases, name];
  return [...worker, join(here, side === 'loops' ? 'sides' : 'peers', `${side}.mjs`), name];
}

export function startCommand(side: Side | 'nothing', name: string, { ours }: Commands): readonly string[] {
  const bundle = pathToFileURL(name === 'start' ? ours.cases : ours.door).href;
  return [process.execPath, join(peers, 'start.mjs'), side, name, bundle];
}

/** Name and version of everything compared with. */
export function peerVersions(): Record<string, string> {
  return JSON.parse(readFileSync(join(peers, 'package.json'), 'utf8')).dependencies;
}
