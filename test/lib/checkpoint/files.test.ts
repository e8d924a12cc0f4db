import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, readlink, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CheckpointError, Generator, tensor, zeros } from '#lib';
import { type Format, loadCheckpoint, loadCheckpointInto, saveCheckpoint, saveNpz } from '#lib/checkpoint';
import { Dense as GluonDense } from '#lib/gluon';
import { clearSession, Dense, Sequential } from '#lib/keras';
import { writeAtomically } from '../../../lib/checkpoint/files/atomic.ts';
import { goldenNet, sameStates, tied, untied } from './states.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoint-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const formats: readonly Format[] = ['safetensors', 'npz', 'json'];

describe('checkpoint files', () => {
  it.each(formats)('%s: a net goes out and comes back with the same outputs', async (format) => {
    const net = untied();
    const path = at(`net.${format}`);
    await saveCheckpoint(path, net);
    const other = untied();
    loadCheckpointInto(other, await loadCheckpoint(path));
    const x = tensor([[0.5, -2]]);
    expect(other.forward(x).tolist()).toEqual(net.forward(x).tolist());
    expect((await readdir(folder)).filter((name) => name.includes('draft'))).toEqual([]);
  });
  it.each(formats)('%s: ties by each convention', async (format) => {
    for (const ties of ['first', 'last', 'all'] as const) {
      const path = at(`${ties}.${format}`);
      const net = tied();
      await saveCheckpoint(path, net, { ties });
      const checkpoint = await loadCheckpoint(path);
      expect(checkpoint.tensors.has(ties === 'last' ? '2.weight' : '0.weight')).toBe(true);
      expect(checkpoint.tensors.size).toBe(ties === 'all' ? 4 : 2);
      const dropped = {
        first: { '2.weight': '0.weight', '2.bias': '0.bias' },
        last: { '0.weight': '2.weight', '0.bias': '2.bias' },
        all: {},
      }[ties];
      expect(Object.fromEntries(checkpoint.metadata)).toEqual(format === 'npz' ? {} : dropped);
      const target = tied();
      loadCheckpointInto(target, checkpoint);
      sameStates(target.stateDict(), net.stateDict());
    }
    await expect(saveCheckpoint(at(`none.${format}`), tied())).rejects.toThrow(
      "ties: expected 'first', 'last' or 'all'",
    );
    expect(await readdir(folder)).not.toContain(`none.${format}`);
  });
  it('every dtype, and a tensor larger than a piece, comes back', async () => {
    const large = zeros([70_000], { dtype: 'int64' });
    large.array.data.forEach((_, i) => {
      large.array.data[i] = i % 3 === 0 ? 0 - i : i;
    });
    const state = new Map([
      ['large', large],
      ['bits', tensor([true, false])],
      ['f64', tensor([0.1], { dtype: 'float64' })],
      ['none', zeros([0, 2])],
      [
        'turned',
        tensor([
          [1, 2],
          [3, 4],
        ])
          .t()
          .clone(),
      ],
    ]);
    for (const format of formats) {
      await saveCheckpoint(at(`kinds.${format}`), state);
      sameStates((await loadCheckpoint(at(`kinds.${format}`))).tensors, state);
    }
  });
  it('metadata is kept, and refused where it has no place', async () => {
    const metadata = [['epoch', '3']] as const;
    for (const format of ['safetensors', 'json'] as const) {
      await saveCheckpoint(at(`words.${format}`), untied(), { metadata });
      expect((await loadCheckpoint(at(`words.${format}`))).metadata.get('epoch')).toBe('3');
    }
    await expect(saveCheckpoint(at('words.npz'), untied(), { metadata })).rejects.toThrow(
      'saveCheckpoint: expected no metadata for npz, received 1 entries. Choose safetensors or json, or leave the metadata out.',
    );
  });
  it('what Gluon and Keras save goes the same way', async () => {
    const gluon = new GluonDense(3, { inUnits: 2 });
    gluon.initialize();
    await saveCheckpoint(at('gluon.npz'), gluon.saveParameters());
    const saved = await loadCheckpoint(at('gluon.npz'));
    const other = new GluonDense(3, { inUnits: 2 });
    other.loadParameters(saved.tensors);
    expect(other.saveParameters()).toEqual(gluon.saveParameters());

    clearSession();
    const build = () => {
      const net = new Sequential([new Dense(3, { name: 'a' }), new Dense(1, { name: 'b' })]);
      net.call(tensor([[1, 2]]));
      return net;
    };
    const keras = build();
    await saveCheckpoint(at('keras.npz'), keras.saveWeights());
    const { tensors } = await loadCheckpoint(at('keras.npz'));
    expect([...tensors.keys()]).toEqual(['a/kernel:0', 'a/bias:0', 'b/kernel:0', 'b/bias:0']);
    const again = build();
    again.loadWeights(tensors);
    expect(again.getWeights()).toEqual(keras.getWeights());
  });
  it('what is not there, not whole or not named so is refused with its fault', async () => {
    await expect(loadCheckpoint(at('absent.npz'))).rejects.toThrow(
      `loadCheckpoint: expected a file that can be read, received ENOENT for '${at('absent.npz')}'. Check the path.`,
    );
    await expect(loadCheckpoint(at('absent.json'))).rejects.toThrow(CheckpointError);
    await expect(loadCheckpoint(at('x.pt'))).rejects.toThrow(
      `loadCheckpoint: expected a file ending in .safetensors, .npz, .json, received '${at('x.pt')}'. Name the file so, or pass format.`,
    );
    await writeFile(at('short.safetensors'), 'abc');
    await expect(loadCheckpoint(at('short.safetensors'))).rejects.toThrow(
      'safetensors: expected at least 8 bytes, received 3',
    );
    await saveCheckpoint(at('cut.bin'), untied(), { format: 'safetensors' });
    await truncate(at('cut.bin'), 300);
    await expect(loadCheckpoint(at('cut.bin'), { format: 'safetensors' })).rejects.toThrow(CheckpointError);
    await writeFile(at('not.npz'), 'no archive');
    await expect(loadCheckpoint(at('not.npz'))).rejects.toThrow('npz: expected a zip archive');
    const twice = [0, 1].map((i) => ['w', tensor([i])] as const);
    await expect(saveCheckpoint(at('odd.npz'), twice)).rejects.toThrow(
      "saveCheckpoint: expected every name once, received 'w' twice. Rename one of them.",
    );
    await expect(saveCheckpoint(at('odd.npz'), [['w', [1] as never]])).rejects.toThrow(
      "saveCheckpoint: expected tensors, received an Array under 'w'. Wrap numbers with tensor([...]).",
    );
  });
  const OPEN = '/proc/self/fd';
  it.skipIf(!existsSync(OPEN)).each(['safetensors', 'npz'] as const)(
    '%s: a file that is refused half-way is closed',
    async (format) => {
      const path = at(`wrong.${format}`);
      await saveCheckpoint(path, [['w', zeros([300_000])]]);
      const text = await readFile(path, 'latin1');
      await writeFile(path, text.replace("'<f4'", "'<f2'").replace('"F32"', '"F16"'), 'latin1');
      await expect(loadCheckpoint(path)).rejects.toThrow(CheckpointError);
      const isOpen = async () => {
        const names = await readdir(OPEN);
        const opened = await Promise.all(names.map((name) => readlink(join(OPEN, name)).catch(() => '')));
        return opened.includes(path);
      };
      // Closing takes the system a moment.
      for (let look = 0; look < 100 && (await isOpen()); look++);
      expect(await isOpen()).toBe(false);
    },
  );
  it('a write that fails leaves the old file as it was, and no draft', async () => {
    await writeFile(at('old.npz'), 'old');
    const failing = (async function* () {
      yield new Uint8Array(8);
      throw new Error('the disk is full');
    })();
    await expect(writeAtomically(at('old.npz'), failing)).rejects.toThrow('the disk is full');
    await expect(saveCheckpoint(at('old.npz'), [['../w', tensor([1])]])).rejects.toThrow(
      'saveNpz: expected names',
    );
    expect(await readFile(at('old.npz'), 'utf8')).toBe('old');
    expect((await readdir(folder)).filter((name) => name.includes('draft'))).toEqual([]);
  });
  it.each(['safetensors', 'npz'] as const)(
    '%s: what changes while it is written is refused',
    async (format) => {
      const path = at(`meanwhile.${format}`);
      const state = new Map([
        ['a', tensor([1])],
        ['b', tensor([2])],
      ]);
      await saveCheckpoint(path, state);
      const before = await readFile(path);
      const saving = saveCheckpoint(path, state);
      state.get('b')?.add_(1);
      await expect(saving).rejects.toThrow(
        "saveCheckpoint: expected tensors that stay as they are until they are written, received 'b', which was edited meanwhile. Await it before the next step.",
      );
      expect((await readFile(path)).equals(before)).toBe(true);
      expect((await readdir(folder)).filter((name) => name.includes('draft'))).toEqual([]);
    },
  );
  it('half a character is no name in an archive', async () => {
    await expect(saveNpz([['\ud800', tensor([1])]])).rejects.toThrow('names that can be members');
  });
  it('the same seed gives the same bytes', async () => {
    for (const format of formats) {
      await saveCheckpoint(at(`one.${format}`), goldenNet(7), { ties: 'first' });
      await saveCheckpoint(at(`two.${format}`), goldenNet(7), { ties: 'first' });
      expect(await readFile(at(`one.${format}`))).toEqual(await readFile(at(`two.${format}`)));
    }
    expect(new Generator(7).uniform()).toBe(new Generator(7).uniform());
  });
});
