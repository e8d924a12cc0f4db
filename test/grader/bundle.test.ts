import { expect, it } from 'vitest';
import { base } from '../../grader/base.ts';
import { bundleSubmission } from '../../grader/bundle.ts';
import { allKatas, readCatalogue } from '../../grader/catalogue.ts';
import { defaultLimits } from '../../grader/limits.ts';
import { runKata } from '../../grader/run.ts';
import { makeCourse } from './fixtures/grade/course.ts';

const kataOf = () => allKatas(readCatalogue(makeCourse().folder))[0]!;
const printed = async (text: string): Promise<string> =>
  (await runKata(kataOf(), new Map([['kata.ts', text]]), {}, defaultLimits)).printed;

it('builds the shared part once and appends test and submission to it', async () => {
  const { code, lines, name } = await base();
  const made = await bundleSubmission(kataOf(), new Map([['kata.ts', 'export const add = Math.max;']]));
  if (!('code' in made)) throw new Error(JSON.stringify(made.problems));
  expect(made.code.startsWith(code)).toBe(true);
  expect(made.lines).toBe(lines);
  expect(made.code.length - code.length).toBeLessThan(20_000);
  expect(name).toMatch(/^base_[0-9a-f]{24}$/);
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

it('keeps the name of a class that the library has too', async () => {
  const text = `import { Sequential } from '#lib';
export const add = (a: number, b: number): number => a + b;
class Linear {}
class Module {}
console.log(Linear.name, Module.name, new Sequential().constructor.name);
`;
  expect(await printed(text)).toBe('Linear Module Sequential\n');
});
