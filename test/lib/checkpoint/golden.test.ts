import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Tensor, tensor } from '#lib';
import { loadCheckpoint, loadCheckpointInto, saveCheckpoint } from '#lib/checkpoint';
import { goldenNet } from './states.ts';

const home = fileURLToPath(new URL('../../golden/checkpoint/', import.meta.url));
const json = (name: string) => JSON.parse(readFileSync(join(home, name), 'utf8'));

interface Made {
  readonly arrays: Record<string, { dtype: string; shape: number[]; values: string[] }>;
  readonly input: number[][];
  readonly output: number[][];
  readonly names: string[];
}
interface Opened {
  readonly sha256: string;
  readonly reader: string;
  readonly names: string[];
  readonly missing: string[];
  readonly unexpected: string[];
  readonly output: number[][];
}
const made = json('made.json') as Made;
const opened = json('opened.json') as Record<string, Opened>;

const close = (got: Tensor, wanted: readonly (readonly number[])[]) => {
  const values = got.array.values();
  wanted.flat().forEach((value, i) => {
    expect(Math.abs(values[i]! - value)).toBeLessThan(1e-6);
  });
};

describe('what NumPy and PyTorch wrote', () => {
  it.each(['numpy.npz', 'numpy-compressed.npz'])('%s: every array, bit for bit', async (file) => {
    const { tensors } = await loadCheckpoint(join(home, file));
    expect([...tensors.keys()].sort()).toEqual(Object.keys(made.arrays).sort());
    for (const [name, { dtype, shape, values }] of Object.entries(made.arrays)) {
      const { array } = tensors.get(name)!;
      expect([name, array.dtype, array.shape]).toEqual([name, dtype, shape]);
      const got = array.values();
      values.forEach((text, i) => {
        expect(Object.is(got[i], Number(text)), `${name} ${i}: ${got[i]}, ${text}`).toBe(true);
      });
    }
  });
  it('a PyTorch state dict gives the same outputs here, its tie kept', async () => {
    const checkpoint = await loadCheckpoint(join(home, 'torch.npz'));
    expect([...checkpoint.tensors.keys()]).toEqual(made.names);
    const net = goldenNet(0);
    loadCheckpointInto(net, checkpoint);
    close(net.forward(tensor(made.input)), made.output);
    expect(net.getParameter('4.weight')).toBe(net.getParameter('2.weight'));
  });
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files that `open.py` was run on: all names in both formats, and the first name of each tie. */
async function write(): Promise<string[]> {
  const files: string[] = [];
  for (const [format, ties] of [
    ['npz', 'all'],
    ['npz', 'last'],
    ['safetensors', 'all'],
    ['safetensors', 'first'],
  ] as const) {
    const path = join(folder, `${ties}.${format}`);
    await saveCheckpoint(path, goldenNet(11), { ties });
    files.push(path);
  }
  return files;
}
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const input = tensor(Array.from({ length: 12 }, (_, i) => i / 8 - 0.5)).reshape(3, 4);

/** A Python with PyTorch, where there is one. */
const python = ['/usr/bin/python3', 'python3', 'python'].find(
  (name) => spawnSync(name, ['-c', 'import numpy, torch'], { timeout: 60_000 }).status === 0,
);

describe('what is written here', () => {
  it('is byte for byte what the real software opened, with the outputs of this library', async () => {
    for (const path of await write()) {
      const seen = opened[basename(path)]!;
      expect([basename(path), sha256(path)]).toEqual([basename(path), seen.sha256]);
      expect(seen.unexpected).toEqual([]);
      if (path.includes('all')) expect(seen.missing).toEqual([]);
      // PyTorch ties the middle layer itself, so one of its names is enough.
      close(goldenNet(11).forward(input), seen.output);
    }
  });
  it.runIf(python !== undefined)('opens in the PyTorch and NumPy installed here', async () => {
    const run = spawnSync(python!, [join(home, 'open.py'), ...(await write())], {
      encoding: 'utf8',
      timeout: 110_000,
    });
    expect(run.stderr).toBe('');
    const seen = JSON.parse(run.stdout) as Record<string, Opened>;
    expect(Object.keys(seen).sort()).toEqual(Object.keys(opened).sort());
    for (const { output } of Object.values(seen)) close(goldenNet(11).forward(input), output);
  });
});
