/**
 * Saves and loads a large state dict in processes of their own and tells how much memory each took beyond the numbers
 * themselves.
 *
 *   npm run bench:checkpoint            1 GiB
 *   npm run bench:checkpoint -- 256     256 MiB
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NumArray, Tensor } from '#lib';
import { loadCheckpoint, saveCheckpoint } from '#lib/checkpoint';

const TENSORS = 16;
const MIB = 2 ** 20;
const peak = () => (process.resourceUsage().maxRSS * 1024) / MIB;

/** Sixteen float32 tensors of together `mib` MiB, each with values of its own. */
function stateOf(mib: number): Map<string, Tensor> {
  const size = (mib * MIB) / 4 / TENSORS;
  return new Map(
    Array.from({ length: TENSORS }, (_, i) => {
      const data = new Float32Array(size);
      for (let k = 0; k < size; k++) data[k] = ((k * 31 + i) % 1009) / 1009;
      return [
        `layer ${String(i).padStart(2, '0')}.weight`,
        new Tensor(new NumArray(data, [size], 'float32')),
      ] as const;
    }),
  );
}

/** A number that any change of values, order or names would change. */
function checksum(tensors: ReadonlyMap<string, Tensor>): number {
  let sum = 0;
  for (const [name, { array }] of tensors) {
    for (let k = 0; k < array.size; k += 97)
      sum = (sum * 31 + array.data[array.offset + k]! * 1009 + name.length) % 1e9;
  }
  return sum;
}

async function part(step: string, path: string, mib: number): Promise<void> {
  const start = performance.now();
  const before = peak();
  const state = step === 'save' ? stateOf(mib) : (await loadCheckpoint(path)).tensors;
  const held = step === 'save' ? peak() : before + mib;
  if (step === 'save') await saveCheckpoint(path, state);
  const used = peak();
  const seconds = (performance.now() - start) / 1000;
  console.log(JSON.stringify({ beyond: used - held, seconds, sum: checksum(state) }));
}

function run(step: string, path: string, mib: number): { beyond: number; seconds: number; sum: number } {
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), step, path, String(mib)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`bench: expected ${step} to end well, received exit ${status}. ${stderr}`);
  return JSON.parse(stdout);
}

async function main(mib: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  console.log(`${mib} MiB of float32 in ${TENSORS} tensors, Node ${process.version}`);
  console.log('format       step   seconds   memory beyond the numbers (MiB)');
  try {
    for (const format of ['safetensors', 'npz']) {
      const path = join(folder, `state.${format}`);
      const steps = { save: run('save', path, mib), load: run('load', path, mib) };
      if (steps.save.sum !== steps.load.sum)
        throw new Error(`bench: expected equal numbers, received others from ${format}.`);
      for (const [step, { seconds, beyond }] of Object.entries(steps)) {
        console.log(
          `${format.padEnd(12)} ${step.padEnd(6)} ${seconds.toFixed(1).padStart(7)}   ${beyond.toFixed(0).padStart(7)}`,
        );
      }
      console.log(`${format.padEnd(12)} file   ${(statSync(path).size / MIB).toFixed(1)} MiB`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [step, path, size] = process.argv.slice(2);
if (path !== undefined) await part(step!, path, Number(size));
else await main(Number(step ?? 1024));
