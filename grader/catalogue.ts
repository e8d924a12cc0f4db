import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseError } from './errors.ts';
import { firstHeading, type KataReadme, readKataReadme } from './readme.ts';
import type { Catalogue, Group, Kata, Text } from './types.ts';

const NUMBERED = /^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/;
const POINTS_PER_STAR = 10;

/** The folder tree is the catalogue: reads every `katas/NN-group/NN-kata` below `course`. */
export function readCatalogue(course: string): Catalogue {
  const root = join(course, 'katas');
  const groups = numbered(root, 'katas').map((id) => readGroup(root, id));
  if (groups.every((group) => group.katas.length === 0)) {
    throw courseError(
      'katas',
      'folders such as 01-access/01-build-and-probe',
      'none',
      'Restore the katas folder',
    );
  }
  return { groups };
}

export function allKatas(catalogue: Catalogue): readonly Kata[] {
  return catalogue.groups.flatMap((group) => group.katas);
}

function readGroup(root: string, id: string): Group {
  const folder = join(root, id);
  const katas = numbered(folder, `katas/${id}`).map((name) =>
    readKata(join(folder, name), id, `${id}/${name}`),
  );
  return { id, title: groupTitle(folder, id), katas };
}

function readKata(folder: string, group: string, id: string): Kata {
  const where = `katas/${id}`;
  const test = courseFile(folder, 'kata.test.ts', where);
  const en = readme(folder, 'README.md', 'en', where);
  const zh = readme(folder, 'README.zh-CN.md', 'zh', where);
  for (const fact of ['stars', 'minutes'] as const) {
    if (en[fact] !== zh[fact]) {
      const expected = `the ${fact} of README.md (${en[fact]})`;
      throw courseError(`${where}/README.zh-CN.md`, expected, String(zh[fact]), 'Make the two agree');
    }
  }
  const [first, second, third] = [0, 1, 2].map((i): Text => ({ en: en.hints[i]!, zh: zh.hints[i]! }));
  return {
    id,
    group,
    title: { en: en.title, zh: zh.title },
    stars: en.stars,
    minutes: en.minutes,
    cells: en.cells,
    points: POINTS_PER_STAR * en.stars,
    checks: en.checks.map((title, i) => ({ en: title, zh: zh.checks[i] ?? title })),
    hints: [first!, second!, third!],
    // The test knows, whatever became of the learner's file.
    files: test.includes(`#kata/${id}/property.ts`) ? ['kata.ts', 'property.ts'] : ['kata.ts'],
    folder,
  };
}

function courseFile(folder: string, name: string, where: string): string {
  const file = join(folder, name);
  if (!existsSync(file)) throw courseError(where, `a file ${name}`, 'none', 'Restore it from the repository');
  return readFileSync(file, 'utf8');
}

function readme(folder: string, name: string, language: keyof Text, where: string): KataReadme {
  return readKataReadme(courseFile(folder, name, where), language, `${where}/${name}`);
}

/** Numbered folders in order; other folders are nobody's kata and are left alone. */
function numbered(folder: string, where: string): string[] {
  if (!existsSync(folder)) throw courseError(where, 'a folder', 'none', 'Restore it from the repository');
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && NUMBERED.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  names.forEach((name, i) => {
    const before = names[i - 1];
    if (before?.slice(0, 2) === name.slice(0, 2)) {
      const received = `${before} and ${name}`;
      throw courseError(
        where,
        `one folder numbered ${name.slice(0, 2)}`,
        received,
        'Rename or move one away',
      );
    }
  });
  return names;
}

function groupTitle(folder: string, id: string): Text {
  const fallback = id
    .replace(/^\d\d-/, '')
    .replaceAll('-', ' ')
    .replace(/^./, (letter) => letter.toUpperCase());
  const read = (name: string): string | undefined => {
    const file = join(folder, name);
    return existsSync(file) ? firstHeading(readFileSync(file, 'utf8')) : undefined;
  };
  const en = read('README.md') ?? fallback;
  return { en, zh: read('README.zh-CN.md') ?? en };
}
