/**
 * How long from a save to its verdict on the screen? The real watch on a copy of the katas: real file events, real
 * child processes, a made-up terminal. Run: npm run bench:watch [-- saves] [--write]
 */
import { EventEmitter } from 'node:events';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { defaultLimits } from '../../grader/limits.ts';
import { watchKatas } from '../../grader/watch/index.ts';
import { writeRows } from './grader-page.ts';
import { median } from './verdict.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const saves = Number(positionals[0] ?? 16);
const subjects = [
  ['save-easy', 'an easy kata', '01-access/01-build-and-probe'],
  ['save-usual', 'a usual kata', '03-initialization/04-fans-and-xavier'],
  ['save-boss', 'a boss', '04-tying/08-boss-train-and-watch'],
] as const;

/** A terminal that tells when a text comes to the screen. */
class Glass extends Writable {
  readonly columns = 100;
  readonly rows = 40;
  private shown = '';
  private wanted: { readonly text: string; readonly seen: () => void } | undefined;

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.shown += chunk.toString();
    const { wanted } = this;
    if (wanted !== undefined && this.shown.includes(wanted.text)) {
      this.wanted = undefined;
      wanted.seen();
    }
    done();
  }

  shows(text: string): boolean {
    return this.shown.includes(text);
  }

  /** Resolves when `text` is written after this call. */
  see(text: string): Promise<void> {
    this.shown = '';
    return new Promise((seen) => {
      this.wanted = { text, seen };
    });
  }
}

type Times = { readonly verdict: number; readonly types: number };

/** Saves by turns a right answer and one that does not export it any more; milliseconds of the right ones. */
async function measure(id: string): Promise<Times[]> {
  const home = mkdtempSync(join(tmpdir(), 'katas-bench-'));
  const katasFolder = join(home, 'katas');
  cpSync(join(checkout, 'katas'), katasFolder, { recursive: true });
  const boss = join(checkout, 'solutions', id, 'property.ts');
  if (id.includes('boss')) copyFileSync(boss, join(katasFolder, id, 'property.ts'));
  const file = join(katasFolder, id, 'kata.ts');
  const right = readFileSync(join(checkout, 'solutions', id, 'kata.ts'), 'utf8');
  const output = new Glass();
  const person = {
    input: new PassThrough(),
    output,
    host: Object.assign(new EventEmitter(), { pid: 0, kill: () => true }),
  };
  const ready = output.see('not started');
  const session = watchKatas(
    { course: checkout, katasFolder, limits: defaultLimits },
    { language: 'en', colours: false, plain: false },
    person,
  );
  await ready;
  const times: Times[] = [];
  for (let i = -2; i < saves; i++) {
    const broken = output.see('broken');
    writeFileSync(file, `export {}; // ${i}\n`);
    await broken;
    await rest();
    const passed = output.see('passed');
    const start = performance.now();
    writeFileSync(file, `${right}// ${i}\n`);
    await passed;
    const verdict = performance.now() - start;
    if (!output.shows('watching')) await output.see('watching');
    if (i >= 0) times.push({ verdict, types: performance.now() - start });
    await rest();
  }
  person.input.end();
  await session;
  rmSync(home, { recursive: true, force: true });
  return times;
}

function summary(values: readonly number[]): string {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  return `${Math.round(median(values))} ms [${sorted[0]}..${sorted.at(-1)}]`;
}

/** Nobody saves twice within half a second. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

console.log(`save to verdict, ${saves} saves each, Node ${process.version}, ${cpus().length} cores`);
for (const [key, name, id] of subjects) {
  const times = await measure(id);
  const told = (which: keyof Times): string => summary(times.map((time) => time[which]));
  console.log(`${name.padEnd(13)} verdict ${told('verdict')}, types checked ${told('types')}  ${id}`);
  if (values.write) {
    const seconds = (median(times.map(({ verdict }) => verdict)) / 1000).toFixed(2);
    writeRows({ [key]: { en: `${seconds} s`, zh: `${seconds} 秒` } });
  }
}
