/** Runs inside the child: puts a kata's test, a submission and the doors together. */
import { type Module, SourceTextModule, SyntheticModule } from 'node:vm';
import type { Candidate } from '../test/kit/candidates.ts';
import type { Compiled, KataScript } from './channel.ts';
import type { Shared } from './realm.ts';

/** The modules of the checkout by the names a script imports them under: `#lib`, `#kit`, `ndarray` … */
export type Doors = { readonly [name: string]: object };
export type Candidates = { readonly right: readonly Candidate[]; readonly wrong: readonly Candidate[] };

let candidatesOf: () => Promise<Candidates> = async () => ({ right: [], wrong: [] });

/** In a child, `#candidates` is this file: the solutions come with the kata's script, not from the disk. */
export function candidates(): Promise<Candidates> {
  return candidatesOf();
}

/** Doors for the course's own scripts. */
const COURSE_ONLY: ReadonlySet<string> = new Set(['#kit', '#lib/picture']);

/** Evaluates a kata's script with files behind `#kata/`; in place of those not given stand stubs. Gives what it exports. */
export async function loadKata(kata: KataScript, files: readonly Compiled[], doors: Doors): Promise<object> {
  const missing = Object.entries(kata.wanted).filter(([file]) => files.every((each) => each.file !== file));
  const own = [
    ...missing.map(([file, names]) => {
      const stubs = names.map((name) => [name, stub()] as const);
      return [file, moduleOf(Object.fromEntries(stubs), file)] as const;
    }),
    ...files.map(
      ({ file, code }) => [file, new SourceTextModule(code, { identifier: `kata:${file}` })] as const,
    ),
  ].map(([file, module]) => [`#kata/${kata.id}/${file}`, module] as const);
  return load(kata, new Map<string, Module>(own), doors);
}

/** A submission enters by doors only; the names of its own files are for the test. */
async function load(kata: KataScript, own: ReadonlyMap<string, Module>, doors: Doors): Promise<object> {
  const test = new SourceTextModule(kata.code, { identifier: `test:${kata.id}` });
  const opened = new Map<string, Module>();
  await test.link((name, from) => {
    const mine = from === test ? own.get(name) : undefined;
    if (mine !== undefined) return mine;
    const values = COURSE_ONLY.has(name) && from !== test ? undefined : doors[name];
    if (values === undefined) throw new Error(`No module ${name} for this kata`);
    const door = opened.get(name) ?? moduleOf(values, name);
    opened.set(name, door);
    return door;
  });
  await test.evaluate();
  if ('candidates' in test.namespace) candidatesOf = test.namespace.candidates as typeof candidatesOf;
  return test.namespace;
}

function moduleOf(values: object, identifier: string): SyntheticModule {
  const names = Object.keys(values);
  return new SyntheticModule(
    names,
    function () {
      for (const name of names) this.setExport(name, (values as Record<string, unknown>)[name]);
    },
    { identifier },
  );
}

function stub(): () => never {
  return () => {
    throw new Error('Not started: collected');
  };
}

/** What a submission gets hold of: all that the doors give, and the views that generators make of ndarray. */
export function sharedBy(doors: Doors): Shared {
  const values = (wanted: (name: string) => boolean): object[] =>
    Object.keys(doors)
      .filter(wanted)
      .flatMap((name) => Object.values(doors[name]!) as object[]);
  return {
    parts: [...values(() => true), ...viewsOf(doors)],
    extended: values((name) => name.startsWith('#lib')),
  };
}

/** ndarray makes the class of a view when it is first needed; these are the ones that tests and library need. */
function viewsOf(doors: Doors): object[] {
  const { default: make } = doors.ndarray as {
    default(data: Float64Array | Float32Array, shape: number[]): object;
  };
  const shapes = [[], [1], [1, 1], [1, 1, 1]];
  return shapes.flatMap((shape) => [make(new Float64Array(1), shape), make(new Float32Array(1), shape)]);
}
