import { expect, it } from 'vitest';
import { importedNames, missingExports, parseSource } from '../../grader/source.ts';

it('tells the line of a syntax error', () => {
  expect(parseSource('kata.ts', 'export const a = 1;\nexport const = 2;').error).toEqual({
    kind: 'syntax error',
    file: 'kata.ts',
    line: 2,
    message: 'Unexpected token',
  });
});

it('lists imported values and missing exports', () => {
  const test = parseSource('kata.test.ts', "import { f, type T, g as h } from '#kata/a/kata.ts';");
  expect(importedNames(test, '#kata/a/kata.ts')).toEqual(['f', 'g']);
  const wanted = ['f', 'g', 'C'];
  expect(missingExports(parseSource('kata.ts', 'export function f() {} export class C {}'), wanted)).toEqual([
    'g',
  ]);
  expect(
    missingExports(parseSource('kata.ts', 'const f = 1; export { f, f as g, f as C };'), wanted),
  ).toEqual([]);
  expect(missingExports(parseSource('kata.ts', 'export type f = 1;'), ['f'])).toEqual(['f']);
  expect(missingExports(parseSource('kata.ts', "export * from '#lib';"), wanted)).toEqual([]);
});
