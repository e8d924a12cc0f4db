/**
 * The harness inside the child process. It closes the realm and waits, with the library loaded, to be told a kata and
 * a submission; then it runs each test and tells the parent over the IPC channel. The verdict is the parent's.
 */
import {
  type Behaviour,
  behaviourOf,
  collect,
  type KataTest,
  type Outcome,
  type RunOptions,
  runCollected,
} from '#kit';
import type {
  CollectedKata,
  Collecting,
  Compiled,
  Drawing,
  Grading,
  KataScript,
  Learning,
  Message,
  Request,
} from './channel.ts';
import { type Doors, loadKata, sharedBy } from './link.ts';
import { printedText } from './printed.ts';
import { closeRealm } from './realm.ts';

const host = process;
const post = host.send!.bind(host);
const later = setImmediate;
const LONGEST = 4000;
const LARGEST_BEHAVIOUR = 500_000;

/** Does the one thing this process is asked for. */
export function serve(doors: Doors): void {
  const { console, printed } = quietConsole();
  closeRealm(sharedBy(doors), console);
  host.once('message', (request: Request) => {
    if ('katas' in request) collectKatas(request, doors);
    else if ('answers' in request) learnKata(request, doors);
    else if ('drawing' in request) guard(request, printed, (tell) => drawKata(request, doors, tell));
    else guard(request, printed, (tell) => gradeKata(request, doors, printed, tell));
  });
}

type Tell = (message: Message) => Promise<void>;

/** Does work with a submission; whatever it throws, now or later, ends the work and is told. */
async function guard(
  request: Request,
  printed: () => string,
  work: (tell: Tell) => Promise<void>,
): Promise<void> {
  const tell: Tell = (message) => send(request.nonce, message);
  const fail = (error: unknown): Promise<void> => tell({ type: 'failed', ...describe(error) });
  host.on('uncaughtException', fail);
  host.on('unhandledRejection', fail);
  host.once('beforeExit', () => tell({ type: 'stuck' }));
  await tell({ type: 'ready' });
  try {
    await work(tell);
    await tell({ type: 'done' });
  } catch (error) {
    await tell({ type: 'printed', text: printed() });
    await fail(error);
  }
}

/** Loads one kata's test with the submission behind `#kata/` and reports each test. */
async function gradeKata(
  request: Request<Grading>,
  doors: Doors,
  printed: () => string,
  tell: Tell,
): Promise<void> {
  const { tests } = await collect(() => loadKata(request.kata, request.files, doors));
  await tell({ type: 'loaded' });
  const outcomes: Outcome[] = [];
  for (const test of tests) {
    if (request.only !== undefined && test.title.en !== request.only) continue;
    await tell({ type: 'testing', title: test.title });
    for (const outcome of await outcomesOf(test, options(request))) {
      await tell({ type: 'outcome', outcome });
      outcomes.push(outcome);
    }
    await tell({ type: 'printed', text: printed() });
  }
  await tell({ type: 'judged' });
  const behaviours = request.only === undefined ? await behavioursOf(request, outcomes, doors) : [];
  await tell({ type: 'behaviours', behaviours });
}

/** Lets the submission's own code draw its kata's picture. */
async function drawKata(request: Request<Drawing>, doors: Doors, tell: Tell): Promise<void> {
  const made = await loadKata(request.drawing, request.files, doors);
  await tell({ type: 'loaded' });
  const { picture } = made as { picture(say: (en: string, zh: string) => string): unknown };
  await tell({ type: 'drawn', picture: picture((en, zh) => (request.language === 'en' ? en : zh)) });
}

/** How a submission that failed behaves, seen on a second copy: nothing is left over in it from being judged. */
async function behavioursOf(
  { kata, files, budgetMs }: Request<Grading>,
  outcomes: readonly Outcome[],
  doors: Doors,
): Promise<readonly Behaviour[]> {
  const named = (status: Outcome['status']): string[] =>
    outcomes.filter((each) => each.status === status).map(({ title }) => title.en);
  const hanging = named('out of time');
  if (hanging.length + named('failed').length === 0) return [];
  const behaviour = await watchKata(kata, files, doors, budgetMs, hanging);
  return JSON.stringify(behaviour).length < LARGEST_BEHAVIOUR ? [behaviour] : [];
}

async function watchKata(
  kata: KataScript,
  files: readonly Compiled[],
  doors: Doors,
  budgetMs: number,
  hanging: readonly string[] = [],
): Promise<Behaviour> {
  const { tests } = await collect(() => loadKata(kata, files, doors));
  return behaviourOf(tests, budgetMs, hanging);
}

/** Watches answers to a kata one after another, with nobody's submission loaded. */
async function learnKata({ nonce, kata, answers, budgetMs }: Request<Learning>, doors: Doors): Promise<void> {
  await send(nonce, { type: 'ready' });
  const behaviours: Behaviour[] = [];
  for (const file of answers) {
    behaviours.push(await watchKata(kata, [file], doors, budgetMs));
  }
  await send(nonce, { type: 'behaviours', behaviours });
  await send(nonce, { type: 'done' });
}

/** A test that throws past the kit's own care is still that one test's outcome. */
async function outcomesOf(test: KataTest, settings: RunOptions): Promise<readonly Outcome[]> {
  try {
    return await runCollected([test], settings);
  } catch (error) {
    const { message } = describe(error);
    if (message.startsWith('Error: Not started: ')) return [{ title: test.title, status: 'not started' }];
    const idea = { en: 'Your function threw an error', zh: '你的函数抛出了错误' };
    const received = { kind: 'text', text: message } as const;
    return [{ title: test.title, status: 'broken', failure: { idea, inputs: [], received } }];
  }
}

/** A console that keeps the first lines a submission prints and drops the rest, so that a flood costs nothing. */
function quietConsole(): { console: object; printed: () => string } {
  let fresh = '';
  let left = LONGEST;
  const keep = (...values: unknown[]): void => {
    if (left <= 0) return;
    const text = `${printedText(values)}\n`.slice(0, left);
    fresh += text;
    left -= text.length;
  };
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'];
  const printed = (): string => {
    const text = fresh;
    fresh = '';
    return text;
  };
  return { console: Object.fromEntries(names.map((name) => [name, keep])), printed };
}

/** Lists the tests of katas, with nobody's submission loaded. */
async function collectKatas(request: Request<Collecting>, doors: Doors): Promise<void> {
  await send(request.nonce, { type: 'ready' });
  const katas: CollectedKata[] = [];
  for (const kata of request.katas) {
    const { id } = kata;
    try {
      const { tests, forbidden } = await collect(() => loadKata(kata, [], doors));
      katas.push({ id, titles: tests.map((test) => test.title), forbidden });
    } catch (error) {
      katas.push({ id, titles: [], forbidden: [], error: describe(error).message });
    }
  }
  await send(request.nonce, { type: 'collected', katas });
}

function options(request: Request<Grading>): RunOptions {
  const { seed, path, budgetMs } = request;
  return { budgetMs, ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) };
}

/**
 * Resolves once the text has left the process, so that a test that hangs cannot hold back what was said before, and
 * in a turn of its own, so that a rejection nobody handled is heard before the next test.
 */
function send(nonce: string, message: Message): Promise<void> {
  return new Promise((resolve) => {
    post(`${nonce}\n${JSON.stringify(message)}`, undefined, undefined, () => later(resolve));
  });
}

/** Any thrown value in words: it may be a proxy or an object whose getters throw. */
function describe(error: unknown): { message: string; stack: string } {
  try {
    const { name, message, stack } = error as Error;
    const told = typeof message === 'string' ? `${String(name ?? 'Error')}: ${message}` : String(error);
    return { message: told.slice(0, LONGEST), stack: String(stack ?? '').slice(0, LONGEST) };
  } catch {
    return { message: 'a value that cannot be printed', stack: '' };
  }
}
