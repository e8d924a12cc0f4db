import { expect, it } from 'vitest';
import { baseScript } from '../../grader/base.ts';
import { compile, forgetScripts, kataScript } from '../../grader/bundle.ts';
import { allKatas, readCatalogue } from '../../grader/catalogue.ts';
import { defaultLimits } from '../../grader/limits.ts';
import { runKata } from '../../grader/run.ts';
import { makeCourse, write } from './fixtures/grade/course.ts';

const kataOf = () => allKatas(readCatalogue(makeCourse().folder))[0]!;
const printed = async (text: string): Promise<string> =>
  (await runKata(kataOf(), new Map([['kata.ts', text]]), {}, defaultLimits)).printed;

it('builds the shared part once, and keeps the parts of a kata small', async () => {
  expect(baseScript()).toBe(baseScript());
  expect(kataScript(kataOf())).not.toBe(kataScript(kataOf()));
  const kata = kataOf();
  expect(kataScript(kata)).toBe(kataScript(kata));
  const { code, wanted } = await kataScript(kata);
  expect(code.length).toBeLessThan(2000);
  expect(wanted).toEqual({ 'kata.ts': ['add'] });
  write(kata.folder, 'kata.test.ts', "import { add } from '#kata/01-sums/01-add/kata.ts';\nadd(1, 2);\n");
  expect((await kataScript(kata)).code).toContain('add(1, 2)');
  const made = await compile(new Map([['kata.ts', 'export const add: (a: number) => number = Math.max;']]));
  expect(made).toMatchObject({ files: [{ file: 'kata.ts', code: 'export const add = Math.max;\n' }] });
  const first = baseScript();
  forgetScripts();
  expect(baseScript()).not.toBe(first);
  expect(kataScript(kata)).not.toBe(undefined);
  expect(await baseScript()).toBe(await first);
});

it('gives a submission every door, with the library and its packages loaded once', async () => {
  const text = `import { Linear, Module } from '#lib';
import * as torch from '#lib/torch';
import * as gluon from '#lib/gluon';
import * as keras from '#lib/keras';
import ndarray from 'ndarray';
import ops from 'ndarray-ops';
export const add = (a: number, b: number): number => a + b;
const net = new torch.Linear(2, 1);
const grid = ndarray(new Float32Array(4), [2, 2]);
ops.assigns(grid, 2);
console.log(torch.Linear === Linear, net instanceof Module, typeof gluon, typeof keras, ops.sum(grid));
`;
  expect(await printed(text)).toBe('true true object object 8\n');
});

it('prints what the library holds in words, and the rest as a console does', async () => {
  const text = `import { Linear, ReLU, Sequential, tensor } from '#lib';
export const add = (a: number, b: number): number => a + b;
const net = new Sequential(new Linear(2, 1), new ReLU());
const t = tensor([[1.5, 2]]);
console.log(t, 'and', t.array);
console.log(net);
console.log([...net.namedParameters()], { t }, new Map([['net', net]]));
console.log('%d of %s', 1, [new Error('no stack'), null, 0.5, 'text']);
console.log([{ shape: [1], get name() { throw 1; } }], t.ndarray().shape, [t.ndarray()]);
`;
  expect((await printed(text)).split('\n')).toEqual([
    'tensor([[1.5000, 2.0000]]) and NumArray (1, 2) [ 1.5, 2 ]',
    'Sequential:',
    '  0.weight (1, 2)',
    '  0.bias (1)',
    "[ [ '0.weight', 'Parameter (1, 2)' ], [ '0.bias', 'Parameter (1)' ] ] { t: 'Tensor (1, 2)' } Map(1) { 'net' => 'Sequential' }",
    "1 of [ 'Error: no stack', null, 0.5, 'text' ]",
    "[ { shape: [ 1 ], name: [Getter] } ] [ 1, 2 ] [ 'View2dfloat32 (1, 2)' ]",
    '',
  ]);
});

it('keeps the name of a class that the library has too', async () => {
  const text = `import { Sequential } from '#lib';
export const add = (a: number, b: number): number => a + b;
class Linear {}
class Module {}
console.log(Linear.name, Module.name, new Sequential().constructor.name);
`;
  expect(await printed(text)).toBe('Linear Module Sequential\n');
});

it('closes the doors of the test to a submission', async () => {
  const text = "import { declare } from '#kit';\nexport const add = declare;";
  const { problems } = await runKata(kataOf(), new Map([['kata.ts', text]]), {}, defaultLimits);
  expect(problems).toEqual([
    { kind: 'load error', file: 'kata.ts', message: 'Error: No module #kit for this kata' },
  ]);
});
