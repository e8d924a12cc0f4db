import { expect, it } from 'vitest';
import { parseSource } from '../../grader/source.ts';
import { isUntouched } from '../../grader/untouched.ts';

const untouched = (text: string): boolean => isUntouched(parseSource('kata.ts', text));
const THROW = "throw new Error('Not started: 01-access/02-open-a-layer');";

it.each([
  `export function f(): number { ${THROW} }`,
  `import { Tensor } from '#lib';\nexport type Row = { a: number };\nexport const f = (x: Tensor): Row => { ${THROW} };`,
  `export function f() { ${THROW} }\nexport function g() { ${THROW} }`,
  `export class A extends B { constructor() { super(); ${THROW} } forward(): number { ${THROW} } weight!: Tensor; }`,
  `\uFEFFexport function f() {\r\n  // write here\r\n  ${THROW}\r\n}\r\n`,
])('sees the stub %#', (text) => {
  expect(untouched(text)).toBe(true);
});

it.each([
  'export function f() { return 1; }',
  `export function f() { ${THROW} }\nexport function g() { return 1; }`,
  `export function f() { console.log(1); ${THROW} }`,
  `export const f = () => 1;`,
  `while (true) {}\nexport function f() { ${THROW} }`,
  `const n = count();\nexport function f() { ${THROW} }`,
  `export class A { static x = 1; f() { ${THROW} } }`,
  `export function f() { throw new Error('Not done'); }`,
  `export function f() { throw new Error('Not started: x', { cause: g() }); }`,
  `export function f() { ${THROW}`,
  'export type A = 1;',
  '',
])('does not take %# for a stub', (text) => {
  expect(untouched(text)).toBe(false);
});
