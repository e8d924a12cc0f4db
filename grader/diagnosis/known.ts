import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseScript } from '../base.ts';
import { compile, kataScript } from '../bundle.ts';
import type { KataScript } from '../channel.ts';
import { readBytes, realDisk, writeWhole } from '../keep/disk.ts';
import type { Limits } from '../limits.ts';
import { runChild } from '../process.ts';
import type { Behaviour, Diagnosis, Kata } from '../types.ts';
import type { Known } from './recognise.ts';

type Wrong = { readonly wrong: Diagnosis; readonly text: string };
type Stored = { readonly key: string; readonly known: readonly Known[] };

/** Wrong solutions are the course's own: a busy machine must not make one of them look endless. */
const PATIENCE = 2;
const LONGEST_MS = 300_000;

/** Kept as long as the script of the tests they were watched by. */
const remembered = new WeakMap<KataScript, Promise<readonly Known[]>>();

/**
 * The wrong solutions of a kata with their behaviours. They are run once, in a process without any submission, and
 * kept beside the course until tests, library or catalogue change; nothing is known when that fails.
 */
export async function knownWrongs(kata: Kata, limits: Limits): Promise<readonly Known[]> {
  const script = await kataScript(kata);
  const known = remembered.get(script) ?? recall(kata, script, limits).catch(() => []);
  remembered.set(script, known);
  return known;
}

async function recall(kata: Kata, script: KataScript, limits: Limits): Promise<readonly Known[]> {
  const course = join(kata.folder, '..', '..', '..');
  const wrongs = wrongsOf(join(course, 'test', 'wrong', kata.id));
  if (wrongs.length === 0) return [];
  const base = await baseScript();
  const hash = createHash('sha256').update(base).update(script.code).update(JSON.stringify(wrongs));
  const key = hash.digest('hex');
  const path = join(course, '.katas', 'known', `${kata.id.replace('/', '_')}.json`);
  const stored = read(path);
  if (stored?.key === key) return stored.known;
  const known = await learn(script, wrongs, limits);
  if (known.length > 0) store(path, { key, known });
  return known;
}

async function learn(
  script: KataScript,
  wrongs: readonly Wrong[],
  limits: Limits,
): Promise<readonly Known[]> {
  const texts = wrongs.map(({ text }) => text);
  const behaviours = await watchAnswers(script, texts, limits);
  return wrongs.flatMap(({ wrong }, i) => (behaviours[i] ? [{ wrong, behaviour: behaviours[i] }] : []));
}

/** What a kata's tests see of trusted answers, each the text of a `kata.ts`; nothing when that fails for one of them. */
export async function watchAnswers(
  kata: KataScript,
  texts: readonly string[],
  limits: Limits,
): Promise<readonly Behaviour[]> {
  const made = await Promise.all(texts.map((text) => compile(new Map([['kata.ts', text]]))));
  const answers = made.flatMap((each) => ('files' in each ? each.files : []));
  const patient = { ...limits, budgetMs: PATIENCE * limits.budgetMs, loadMs: LONGEST_MS };
  const { behaviours } = await runChild(await baseScript(), { kata, answers }, patient);
  return behaviours.length === texts.length ? behaviours : [];
}

/** Wrong properties of a boss have no `kata.ts`: they are no wrong answer to the kata's tests. */
function wrongsOf(home: string): Wrong[] {
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .sort()
    .map((name) => join(home, name))
    .filter((folder) => existsSync(join(folder, 'kata.ts')))
    .map((folder) => {
      const { id, name, hint } = JSON.parse(readFileSync(join(folder, 'wrong.json'), 'utf8')) as Diagnosis;
      return { wrong: { id, name, hint }, text: readFileSync(join(folder, 'kata.ts'), 'utf8') };
    });
}

function read(path: string): Stored | undefined {
  try {
    const bytes = readBytes(realDisk, path);
    return bytes && (JSON.parse(bytes.toString('utf8')) as Stored);
  } catch {
    return undefined;
  }
}

/** A checkout that cannot be written to learns anew each time. */
function store(path: string, stored: Stored): void {
  try {
    writeWhole(realDisk, path, Buffer.from(JSON.stringify(stored)));
  } catch {
    // Nothing is lost but time.
  }
}
