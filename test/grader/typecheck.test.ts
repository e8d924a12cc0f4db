import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkTypes } from '../../grader/typecheck.ts';
import { ADD, makeCourse, runCli } from './fixtures/grade/course.ts';

const files = (text: string): ReadonlyMap<string, string> => new Map([['kata.ts', text]]);

describe('the type check', () => {
  it('tells the first errors of each kata with their lines, and nothing of the others', async () => {
    const wrong = `import type { Tensor } from '#lib';
export const a: number = 'one';
export const b = (x: Tensor): string => x;
export const c: string = 3;
export const d: string = 4;`;
    const found = await checkTypes(
      new Map([
        ['one/wrong', files(wrong)],
        ['two/right', files("import { Linear } from '#lib';\nexport const make = () => new Linear(2, 3);")],
      ]),
    );
    expect(found).toEqual(
      new Map([
        [
          'one/wrong',
          [
            ["Type 'string' is not assignable to type 'number'", 2],
            ["Type 'Tensor' is not assignable to type 'string'", 3],
            ["Type 'number' is not assignable to type 'string'", 4],
          ].map(([message, line]) => ({ kind: 'type error', file: 'kata.ts', line, message })),
        ],
        ['two/right', []],
      ]),
    );
  });

  it('tells an error of a line once, and syntax that is more than types by its own name', async () => {
    const text =
      'export const a: [string, string] = [1, 1];\nexport class B { constructor(readonly c: 1, readonly d: 1) {} }';
    const found = await checkTypes(new Map([['one/kata', files(text)]]));
    expect(found.get('one/kata')).toMatchObject([
      { kind: 'type error', line: 1 },
      { kind: 'syntax refused', line: 2 },
    ]);
    expect(found.get('one/kata')).toHaveLength(2);
  });

  it('lets no file change the types of another', async () => {
    const uses =
      "import type { Tensor } from '#lib';\nexport const twice = (x: Tensor): Tensor => x.mul([2].length);";
    const reaching = [
      "import '#lib';\ndeclare module '#lib' { interface Tensor { mul(by: number): string } }",
      'declare global { interface Array<T> { length: string } }\nexport {};',
      '/// <reference path="../../two/honest/other.ts" />\nexport {};',
    ];
    const katas = reaching.map((text, i) => [`one/reaching-${i}`, files(text)] as const);
    const found = await checkTypes(new Map([...katas, ['two/honest', files(uses)]]));
    expect(found.get('two/honest')).toEqual([]);
    expect(katas.map(([id]) => found.get(id)!.length)).toEqual([1, 1, 1]);
  });

  it('asks nothing for nothing, and leaves nothing behind', async () => {
    expect(await checkTypes(new Map())).toEqual(new Map());
    const folder = join(fileURLToPath(new URL('../..', import.meta.url)), '.katas');
    const killed = join(folder, 'types-99999999-0');
    mkdirSync(killed, { recursive: true });
    await checkTypes(new Map([['one/kata', files('export {};')]]));
    const left = existsSync(folder) ? readdirSync(folder) : [];
    expect(left.filter((name) => name.startsWith(`types-${process.pid}`))).toEqual([]);
    expect(existsSync(killed)).toBe(false);
  });

  it('judges by the settings of the course: an element may be missing', async () => {
    const found = await checkTypes(
      new Map([['one/kata', files('export const f = (a: number[]): number => a[0];')]]),
    );
    expect(found.get('one/kata')).toMatchObject([{ line: 1, message: expect.stringContaining('undefined') }]);
  });
});

describe('a kata with type errors', () => {
  const typed = (body: string) => `export const add = (a: number, b: number): string => ${body};\n`;

  it('that passes its tests is broken, keeps its points but one, and shows the line', async () => {
    const course = makeCourse({ [`katas/${ADD}/kata.ts`]: typed('a + b') });
    const { code, out } = await runCli(course, ['grade', 'add']);
    expect(code).toBe(1);
    expect(out).toContain('broken · 2 of 2 properties');
    expect(out).toContain(
      `katas/${ADD}/kata.ts:1: expected types that fit, received "Type 'number' is not assignable to type 'string'".`,
    );
    const { groups } = JSON.parse((await runCli(course, ['grade', 'add', '--json'])).out);
    expect(groups[0].katas[0]).toMatchObject({ verdict: 'broken', points: { earned: 9, possible: 10 } });
  });

  it('that fails a test stays wrong, with both to see', async () => {
    const course = makeCourse({ [`katas/${ADD}/kata.ts`]: typed('a - b') });
    const { out } = await runCli(course, ['grade', 'add']);
    expect(out).toContain('wrong · 0 of 2 properties');
    expect(out).toContain('expected types that fit');
    expect(out).toContain('3           -1');
    const card = await runCli(course, ['grade', '01-sums']);
    expect(card.out).toContain('wrong · 0 of 2 properties\n       one and two make three\n');
  });
});
