import { expect, it } from 'vitest';
import { findViolations } from '../../grader/rules.ts';
import { parseSource } from '../../grader/source.ts';

const forbidden = [
  { names: ['namedParameters', 'stateDict'], reason: { en: 'Walk yourself.', zh: '请自己遍历。' } },
];
const found = (text: string, file = 'kata.ts'): string[] =>
  findViolations(parseSource(file, text), forbidden).map((problem) =>
    'name' in problem && 'line' in problem ? `${problem.kind} ${problem.name} ${problem.line}` : problem.kind,
  );

it.each([
  "import { Linear, type Tensor } from '#lib/torch'; import nd from 'ndarray'; import ops from 'ndarray-ops';",
  'type F = Function; export const f = (process: { exit: number }) => process.exit;',
  'export function f(x: Function): typeof globalThis { return (x as unknown as typeof process) as never; }',
  'export const f = (net: { process: number }) => net.process + ({ eval: 1 }).eval;',
  'export class A { process() { return 1; } require = 2; }',
  'export function namedParameters(root: object) { return Object.keys(root).flatMap(() => namedParameters(root)); }',
  'export type stateDict = { namedParameters: number };',
  "export const f = () => 'call namedParameters yourself';",
  'export const f = (net: any) => { const stateDict = new Map(); for (const [k, v] of net) stateDict.set(k, v); };',
  'export function f(net: any) { function namedParameters(m: any) { return [...m].map(namedParameters); } return 1; }',
  'export const f = ([stateDict = 1, ...eval_]: any, { global: process }: any) => stateDict + process;',
  'export const f = () => { try { return 1; } catch (require) { return require; } };',
  'enum Kind { a, b }\nexport const f = () => Kind.b;',
  'class Map { size = 0; }\nconst own = new Map(); own.size = 1; Map.prototype.constructor = Map;',
  'export const f = (net: any) => { net.Math.random = 1; [net.a] = [1]; net.b++; };',
])('lets %# be', (text) => {
  expect(found(text)).toEqual([]);
});

it.each([
  ["import fs from 'node:fs';", 'import refused node:fs 1'],
  [
    "import { s } from '../../../solutions/01-access/02-x/kata.ts';",
    'import refused ../../../solutions/01-access/02-x/kata.ts 1',
  ],
  ["import { f } from '#kata/01-access/01-x/kata.ts';", 'import refused #kata/01-access/01-x/kata.ts 1'],
  ["import fc from 'fast-check';", 'import refused fast-check 1'],
  ["\nexport * from 'vitest';", 'import refused vitest 2'],
  ["export * from '#lib/torch';", 'import refused export * from #lib/torch 1'],
  ["export * as all from '#lib';", 'import refused export * from #lib 1'],
  ["export { stateDict as f } from '#lib'; const g = (stateDict: any) => 1;", 'name refused stateDict 1'],
  ["import { stateDict } from '#lib'; const g = (stateDict: any) => stateDict;", 'name refused stateDict 1'],
  ["export { it } from 'vitest';", 'import refused vitest 1'],
  ["const m = await import('#lib');", 'import refused import() 1'],
  ['import.meta.url;', 'import refused import.meta 1'],
  ["import fs = require('node:fs');", 'import refused import ... = 1'],
  ["export {} from 'node:fs';", 'import refused node:fs 1'],
  ['\nnamespace N { export import out = process; }', 'import refused import ... = 2'],
  ['process.exit(0);', 'global refused process 1'],
  ['declare const process: any; interface eval {} process.exit(0);', 'global refused process 1'],
  ['const f = (process: any) => process.pid; process.exit(0);', 'global refused process 1'],
  ['const f = () => { const g = (eval: any) => eval; return eval("1"); };', 'global refused eval 1'],
  ['pr\\u006fcess.exit(0);', 'global refused process 1'],
  ['enum A { a = process.exit(0) }', 'global refused process 1'],
  ['namespace N { process.exit(0); }', 'global refused process 1'],
  ["export = eval('1');", 'global refused eval 1'],
  ["@eval('1') class A {}", 'global refused eval 1'],
  ['Object.is = () => true;', 'changed the judge Object.is 1'],
  ['\n(Object.prototype as any).toJSON = 1;', 'changed the judge Object.prototype.toJSON 2'],
  ["Array.prototype['push'] = 1 as never;", 'changed the judge Array.prototype.push 1'],
  ['delete (Math as any).random;', 'changed the judge Math.random 1'],
  ['(Array.prototype as any)[Symbol.iterator] = 1;', 'changed the judge Array.prototype.[…] 1'],
  [
    "import { Linear } from '#lib'; export const f = () => { Linear.prototype.forward = (x) => x; };",
    'changed the judge Linear.prototype.forward 1',
  ],
  ['const { exit } = globalThis.process;', 'global refused globalThis 1'],
  ["const f = new Function('return 1');", 'global refused Function 1'],
  ['\n\neval("1");', 'global refused eval 3'],
  ["const fs = require('fs');", 'global refused require 1'],
  ['const x = { process };', 'global refused process 1'],
  ['export const f = (net: any) => net.namedParameters();', 'name refused namedParameters 1'],
  ["export const f = (net: any) => net['stateDict']();", 'name refused stateDict 1'],
  ['export const f = (net: any) => { const { stateDict: s } = net; return s; };', 'name refused stateDict 1'],
  ['export const f = ({ stateDict }: any) => 1;', 'name refused stateDict 1'],
  ["import { stateDict as s } from '#lib';", 'name refused stateDict 1'],
  [
    'export function namedParameters(net: any) { return net.namedParameters(); }',
    'name refused namedParameters 1',
  ],
  ['export const f = (net: any) => (net as any)!.stateDict;', 'name refused stateDict 1'],
])('refuses %s', (text, sentence) => {
  expect(found(text)).toEqual([sentence]);
});

it('lets property.ts use fast-check, tells each name once, in the order of the file', () => {
  expect(found("import fc from 'fast-check';", 'property.ts')).toEqual([]);
  expect(found("process.a;\nprocess.b;\nimport 'node:fs';\nfetch('x');")).toEqual([
    'global refused process 1',
    'import refused node:fs 3',
    'global refused fetch 4',
  ]);
});

it('lets a property name the types of its kata, and only the types', () => {
  expect(found("import type { Row } from './kata.ts';", 'property.ts')).toEqual([]);
  expect(found("import { report } from './kata.ts';", 'property.ts')).toEqual(['import refused ./kata.ts 1']);
  expect(found("import type { Row } from './kata.ts';")).toEqual(['import refused ./kata.ts 1']);
});
