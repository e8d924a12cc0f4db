import { expect, it } from 'vitest';
import { ADD, type Course, makeCourse, runCli } from './fixtures/grade/course.ts';

const right = 'export const add = (a: number, b: number): number => a + b;\n';
const wrong = (id: string, answer: string): Record<string, string> => ({
  [`test/wrong/${ADD}/${id}/kata.ts`]: `export const add = (a: number, b: number): number => ${answer};\n`,
  [`test/wrong/${ADD}/${id}/wrong.json`]: JSON.stringify({
    name: { en: `is ${answer}`, zh: `成了 ${answer}` },
  }),
});
const test = `import { boss, example } from '#kit';
import { add } from '#kata/${ADD}/kata.ts';
import { myProperty } from '#kata/${ADD}/property.ts';

example({ en: 'one and two make three', zh: '一加二等于三' }, (t) => t.equal(add(1, 2), 3, { en: 'sum', zh: '和' }));
boss({ en: 'your property', zh: '你的性质' }, myProperty, (module: { add: unknown }) => module.add, {
  kata: '${ADD}', atLeast: 2,
});
`;

function course(property: string): Course {
  return makeCourse({
    [`katas/${ADD}/kata.test.ts`]: test,
    [`katas/${ADD}/kata.ts`]: right,
    [`katas/${ADD}/property.ts`]: property,
    [`solutions/${ADD}/kata.ts`]: right,
    [`test/right/${ADD}/swapped/kata.ts`]: 'export const add = (a: number, b: number): number => b + a;\n',
    ...wrong('MA-01-minus', 'a - b'),
    ...wrong('MA-02-first', 'a'),
  });
}

const law = (body: string): string => `import fc from 'fast-check';
type Add = (a: number, b: number) => number;
export const myProperty = (add: Add) =>
  fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (a, b) => ${body});
`;

it('passes a property that accepts the right solutions and catches the wrong ones', async () => {
  const { code, out } = await runCli(course(law('add(a, b) - b === a')), ['grade', 'add']);
  expect(out).toContain('✓ your property: it accepts every correct solution');
  expect(out).toContain(
    '✓ your property: it catches wrong solutions\n  Your property accepts 2 of 2 correct, catches 2 of 2 wrong\n',
  );
  expect(code).toBe(0);
});

it('names what a weak property misses, and what a false one rejects', async () => {
  const weak = await runCli(course(law('add(a, 0) === a')), ['grade', 'add']);
  expect(weak.out).toContain(
    'Your property accepts 2 of 2 correct, catches 0 of 2 wrong: it misses is a - b; is a',
  );
  const unfair = await runCli(course(law('add(a, b) === 3')), ['grade', 'add', '--lang', 'zh-CN']);
  expect(unfair.out).toContain('✗ 你的性质：接受每一个正确解法');
  expect(unfair.out).toContain('你的性质接受了 2 个正确解法里的 0 个，抓住了 2 个错误解法里的 2 个');
  expect(unfair.code).toBe(1);
});

it('shows the counts in JSON and on a Chinese pass, too', async () => {
  const partly = course(law('add(a, b) - b === a'));
  const { out } = await runCli(partly, ['grade', 'add', '--json']);
  const [graded] = JSON.parse(out).groups[0].katas;
  expect(
    graded.properties.slice(1).map(({ thoroughness }: { thoroughness: unknown }) => thoroughness),
  ).toEqual(Array(2).fill({ accepts: [2, 2], catches: [2, 2], missed: [] }));
  const passed = await runCli(partly, ['grade', 'add', '--lang', 'zh-CN']);
  expect(passed.out).toContain('你的性质接受了 2 个正确解法里的 2 个，抓住了 2 个错误解法里的 2 个');
});

it('is wrong, not untouched, while the property is a stub beside a finished function', async () => {
  const stub = `export const myProperty = (): never => { throw new Error('Not started: ${ADD}'); };\n`;
  const { out } = await runCli(course(stub), ['grade', 'add']);
  expect(out).toContain('wrong · 1 of 3 properties');
  expect(out).toContain('✗ your property: it accepts every correct solution\n  not started');
});

it('keeps an error of the property itself to that test', async () => {
  const { out } = await runCli(course('export const myProperty = () => { throw new TypeError("odd"); };'), [
    'grade',
    'add',
  ]);
  expect(out).toContain('wrong · 1 of 3 properties');
  expect(out).toContain('Your function threw an error');
  expect(out).toContain('odd');
});

it('shows a property no code of the solutions it is tried on', async () => {
  const reading = `import fc from 'fast-check';
export const myProperty = (add: unknown) => fc.property(fc.constant(0), () => /a \\+ b|b \\+ a/.test(String(add)));
`;
  const { out } = await runCli(course(reading), ['grade', 'add']);
  expect(out).toContain('accepts 0 of 2 correct');
});
