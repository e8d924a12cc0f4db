import { describe, it } from 'vitest';
import { filesUnder, read, report } from './files.ts';

const code = ['lib', 'grader'].flatMap(filesUnder).filter((path) => /\.(ts|mjs)$/.test(path));
const katas = filesUnder('katas')
  .filter((path) => path.endsWith('/kata.test.ts'))
  .map((path) => path.replace(/^katas\/|\/kata\.test\.ts$/g, ''));

describe('promises', () => {
  it('no file of lib or grader is longer than 300 lines', () => {
    const long = code.filter((path) => read(path).split('\n').length > 301);
    report('One file, one idea: split it.', long);
  });

  it('randomness is an argument, and no clock is read', () => {
    const random = /Math\.random|Date\.now|performance\.now/;
    const offenders = ['lib', 'katas', 'solutions']
      .flatMap(filesUnder)
      .filter((path) => path.endsWith('.ts') && random.test(read(path)));
    report('The same seed must give the same answer everywhere.', offenders);
  });

  it('every README stands in both languages', () => {
    const pages = ['katas', 'lib', 'test', 'docs', 'grader']
      .flatMap(filesUnder)
      .filter((path) => path.endsWith('README.md'));
    const all = new Set(
      ['', 'katas', 'lib', 'test', 'docs', 'grader'].flatMap((folder) => (folder ? filesUnder(folder) : [])),
    );
    report(
      'A page without its twin leaves half of the learners out.',
      pages.filter((path) => !all.has(path.replace('README.md', 'README.zh-CN.md'))),
    );
  });

  it('the kata trees mirror each other', () => {
    const known = new Set(katas);
    const orphans = [
      ...filesUnder('solutions').map((path) => ({ path, kata: path.split('/').slice(1, 3).join('/') })),
      ...['test/right', 'test/wrong', 'test/refused']
        .flatMap(filesUnder)
        .map((path) => ({ path, kata: path.split('/').slice(2, 4).join('/') })),
    ].filter(({ kata }) => !known.has(kata));
    report(
      'Files that belong to no kata:',
      orphans.map(({ path }) => path),
    );
    const missing = katas.flatMap((kata) =>
      ['README.md', 'README.zh-CN.md', 'kata.ts']
        .map((file) => `katas/${kata}/${file}`)
        .concat(`solutions/${kata}/kata.ts`),
    );
    const all = new Set([...filesUnder('katas'), ...filesUnder('solutions')]);
    report(
      'Missing files:',
      missing.filter((path) => !all.has(path)),
    );
  });

  it('every kata has two different right solutions and five wrong ones, with ids of their own', () => {
    const ids = new Map<string, string>();
    const offences: string[] = [];
    for (const kata of katas) {
      const right = new Set(filesUnder(`test/right/${kata}`).map((path) => path.split('/')[4]));
      const wrong = filesUnder(`test/wrong/${kata}`).filter((path) => path.endsWith('wrong.json'));
      if (right.size < 2) offences.push(`${kata}: ${right.size} right solutions`);
      if (wrong.length < 5) offences.push(`${kata}: ${wrong.length} wrong solutions`);
      for (const path of wrong) {
        const { id, name, hint, caughtBy } = JSON.parse(read(path));
        if (ids.has(id)) offences.push(`${path}: id ${id} is taken by ${ids.get(id)}`);
        ids.set(id, path);
        const texts = [name?.en, name?.zh, hint?.en, hint?.zh, caughtBy];
        if (texts.some((text) => typeof text !== 'string' || text.length === 0))
          offences.push(`${path}: a text is missing`);
      }
    }
    report('A kata is only as good as the wrong answers it rejects.', offences);
  });

  it('the map of katas links every kata there is, in both languages, and no other', () => {
    const offences: string[] = [];
    for (const file of ['README.md', 'README.zh-CN.md']) {
      const map = read(`katas/${file}`);
      for (const kata of katas) {
        if (!map.includes(`(${kata}/${file})`)) offences.push(`katas/${file} lacks ${kata}`);
      }
      const links = [...map.matchAll(/\]\(([^)]+)\/README/g)].map(([, kata]) => kata!);
      for (const kata of links) if (!katas.includes(kata)) offences.push(`katas/${file} links ${kata}`);
    }
    report('The map is how a reader of the book finds the kata.', offences);
  });

  it('every kata’s test says at the place how it avoids a vacuous pass, and how rare a false alarm is', () => {
    const offences: string[] = [];
    for (const kata of katas) {
      const source = read(`katas/${kata}/kata.test.ts`);
      if (!/Not vacuous: \S+ \S+ \S+/.test(source))
        offences.push(`${kata}: no note that begins "Not vacuous:"`);
      for (const statistical of source.split(/^property\(/m).filter((part) => part.includes('{ runs: 1 }'))) {
        if (!/chance|once in/.test(statistical)) offences.push(`${kata}: a sample without its calculation`);
      }
    }
    report('Zeros compared with zeros prove nothing, and a right answer is never rejected.', offences);
  });

  it('every property title stands word for word in the kata’s README, in both languages', () => {
    const offences: string[] = [];
    for (const kata of katas) {
      const source = read(`katas/${kata}/kata.test.ts`);
      for (const [language, file] of [
        ['en', 'README.md'],
        ['zh', 'README.zh-CN.md'],
      ] as const) {
        const text = read(`katas/${kata}/${file}`);
        for (const title of titlesOf(source, language)) {
          if (!text.includes(title)) offences.push(`katas/${kata}/${file} lacks: ${title}`);
        }
      }
    }
    report('The README tells the learner what is tested.', offences);
  });
});

/** The titles given to example, property and boss in a kata's test, in one language. */
function titlesOf(source: string, language: 'en' | 'zh'): string[] {
  const declaration = /\b(?:example|property|boss)\(\s*\{([^}]*)\}/g;
  const text = new RegExp(
    `\\b${language}:\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|"((?:[^"\\\\]|\\\\.)*)"|\`([^\`]*)\`)`,
  );
  return [...source.matchAll(declaration)].flatMap(([, body]) => {
    const found = text.exec(body!);
    return found ? [(found[1] ?? found[2] ?? found[3])!.replaceAll("\\'", "'")] : [];
  });
}
