import { expect, it } from 'vitest';
import { exportedNames, importedNames, parseSource } from '../../grader/source.ts';

it('tells the line of a syntax error', () => {
  expect(parseSource('kata.ts', 'export const a = 1;\nexport const = 2;').error).toEqual({
    kind: 'syntax error',
    file: 'kata.ts',
    line: 2,
    message: 'Unexpected token',
  });
});

it('lists imported and exported values', () => {
  const test = parseSource('kata.test.ts', "import { f, type T, g as h } from '#kata/a/kata.ts';");
  expect(importedNames(test, '#kata/a/kata.ts')).toEqual(['f', 'g']);
  const exported = (text: string): string[] | undefined => exportedNames(parseSource('kata.ts', text));
  expect(exported('export function f() {} export class C {} export default 1;')).toEqual([
    'f',
    'C',
    'default',
  ]);
  expect(exported('const f = 1; export { f, f as g };')).toEqual(['f', 'g']);
  expect(exported('export type f = 1;')).toEqual([]);
  expect(exported("export * from '#lib';")).toBeUndefined();
});
