import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a made-up student hands in of one kata. */
export type Kind = 'stub' | 'right' | 'wrong' | 'broken' | 'hostile';

export type Made = { readonly students: number; readonly kinds: Readonly<Record<Kind, number>> };

const broken = ['export const = 1;\n', 'throw new Error("left over");\n'];
const hostile = [
  'for (;;);\n',
  'process.exit(0);\n',
  'const all: number[][] = [];\nfor (;;) all.push(new Array(1e6).fill(0));\n',
  'for (;;) console.log("x".repeat(1e6));\n',
  'Object.is = () => true;\n',
];

/**
 * Writes a class that any machine makes alike. Students go through the katas in order, each as far as they got and with
 * a skill of their own; every tenth copies files byte for byte, the others leave their name in them; every fiftieth
 * tries to break the grader.
 */
export function makeClass(folder: string, students: number, seed = 1): Made {
  const random = generator(seed);
  const kinds: Record<Kind, number> = { stub: 0, right: 0, wrong: 0, broken: 0, hostile: 0 };
  const katas = foldersIn('katas').flatMap((group) =>
    foldersIn(`katas/${group}`).map((kata) => `${group}/${kata}`),
  );
  for (let i = 0; i < students; i++) {
    const name = `student-${String(i + 1).padStart(3, '0')}`;
    const [skill, reach] = [0.4 + 0.6 * random(), Math.ceil(katas.length * random())];
    const evil = i % 50 === 49;
    katas.forEach((kata, at) => {
      const kind: Kind = at >= reach ? 'stub' : evil && at % 8 === 0 ? 'hostile' : drawKind(skill, random);
      kinds[kind] += 1;
      writeKata(join(folder, name, 'katas', kata), kata, kind, i % 10 === 9 ? '' : `// ${name}\n`, random);
    });
  }
  return { students, kinds };
}

function drawKind(skill: number, random: () => number): Kind {
  if (random() < skill) return 'right';
  return random() < 0.9 ? 'wrong' : 'broken';
}

/** What the source does not have comes from the solution; nothing but answers is handed in. */
function writeKata(to: string, kata: string, kind: Kind, mark: string, random: () => number): void {
  mkdirSync(to, { recursive: true });
  const sources = sourcesOf(kata, kind);
  const { folder, line = '' } = sources[Math.floor(random() * sources.length)]!;
  const homes = [...(folder === undefined ? [] : [folder]), ...(kind === 'stub' ? ['katas'] : ['solutions'])];
  for (const file of ['kata.ts', 'property.ts']) {
    const from = homes
      .map((home) => join(home === folder ? home : join(root, home, kata), file))
      .find((path) => existsSync(path));
    if (from === undefined) continue;
    const text = readFileSync(from, 'utf8');
    const own = file === 'kata.ts' && kind !== 'stub' ? `${line}${mark}` : '';
    writeFileSync(join(to, file), `${text}${own}`);
  }
}

type Source = { readonly folder?: string; readonly line?: string };

function sourcesOf(kata: string, kind: Kind): readonly Source[] {
  if (kind === 'broken') return broken.map((line) => ({ line }));
  if (kind === 'hostile') return hostile.map((line) => ({ line }));
  if (kind === 'stub') return [{}];
  const home = `test/${kind}/${kata}`;
  const folders = foldersIn(home)
    .map((name) => join(root, home, name))
    .filter((path) => existsSync(join(path, 'kata.ts')));
  return folders.map((folder) => ({ folder }));
}

function foldersIn(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Numbers in [0, 1): xorshift32, the same everywhere. */
function generator(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
