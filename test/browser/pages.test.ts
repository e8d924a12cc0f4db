import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generator, Linear, Sequential, Tanh } from '#lib';
import type { Overview } from '../../grader/class/overview.ts';
import { classPage } from '../../grader/class/page.ts';
import { learnerPage } from '../../grader/portrait/page.ts';
import { paperFor } from '../../grader/report/paper.ts';
import type { Language } from '../../grader/types.ts';
import { histogramOf, type Picture, treeOf, uniform } from '../../lib/picture/index.ts';
import { pictureSvg } from '../../lib/picture/svg.ts';
import { reportWith } from '../grader/report/reports.ts';
import { look, openBrowser, violations } from './browser.ts';

const generator = new Generator(1);
const shared = new Linear(3, 3, { generator });
const pictures: readonly Picture[] = [
  treeOf(new Sequential(shared, new Tanh(), shared) as unknown as Sequential, { title: 'A tied net' }),
  histogramOf(new Linear(60, 40, { generator }).weight.array.values(), {
    title: 'Weights',
    theory: uniform(-0.13, 0.13),
  }),
  {
    kind: 'grids',
    title: 'Grids',
    parts: [
      { label: 'a', rows: [[1, -2]] },
      { label: 'b', rows: [[3, 4]] },
    ],
    signs: ['+'],
  },
  { kind: 'trace', title: 'Loss', along: 'step', series: [{ label: 'loss', values: [3, 2, 1] }] },
];
const all: Picture = { kind: 'panels', title: 'Everything', pictures };

let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pages-'));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A class whose every student handed in the same, in as many katas as the course has. */
function classOf(students: readonly string[]): Overview {
  const columns = Array.from({ length: 30 }, (_, i) => ({
    kata: {
      id: `0${1 + Math.floor(i / 8)}-group/0${1 + (i % 8)}-kata`,
      title: { en: 'A kata', zh: '练习' },
      stars: 1,
      points: 10,
      group: { en: 'Group', zh: '组' },
    },
    passed: 0,
    begun: students.length,
  }));
  const cells = columns.map(() => ({ state: 'wrong' as const, earned: 7, passed: 7, properties: 10 }));
  const rows = students.map((student) => ({ student, earned: 210, passed: 0, cells }));
  return { possible: 300, columns, rows, misconceptions: [], gradedAt: '' };
}

function write(language: Language): string {
  const drawings = new Map([['01-access/01-probe', pictureSvg(all)]]);
  const file = join(folder, `${language}.html`);
  writeFileSync(
    file,
    learnerPage(reportWith('printed <b>by</b> a submission'), drawings, paperFor(language, 80, false)),
  );
  return pathToFileURL(file).href;
}

describe.each(['en', 'zh-CN'] as const)('the learner’s page in %s', (language) => {
  it.each(['light', 'dark'] as const)(
    '%s: renders without a complaint, a request or a barrier',
    async (scheme) => {
      const url = write(language);
      const { page, complaints, requests } = await look(browser, url, scheme);
      expect(requests).toEqual([url]);
      expect(await page.locator('figure svg rect').count()).toBeGreaterThan(20);
      expect(await page.locator('article.wrong td.mark, article.wrong table').count()).toBeGreaterThan(0);
      const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(ground === 'rgb(255, 255, 255)').toBe(scheme === 'light');
      expect(complaints).toEqual([]);
      expect(await violations(page)).toEqual([]);
      expect((await page.screenshot({ fullPage: true })).length).toBeGreaterThan(10_000);
      await page.close();
    },
  );
  it('is read by keyboard alone: links move, hints open', async () => {
    const { page } = await look(browser, write(language), 'light');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).not.toBe('');
    const hint = page.locator('article.wrong details').first();
    await hint.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await hint.getAttribute('open')).not.toBeNull();
    await page.close();
  });
});

describe.each([1280, 390])('the class page on a screen of %d', (width) => {
  it('scrolls its map, never itself, shows points beside names, and has no barrier', async () => {
    const students = [`${'long name '.repeat(20)}`, ...Array.from({ length: 20 }, (_, i) => `student ${i}`)];
    const file = join(folder, `class-${width}.html`);
    writeFileSync(file, classPage(classOf(students), 'en'));
    const { page, complaints } = await look(browser, pathToFileURL(file).href, 'dark');
    await page.setViewportSize({ width, height: 800 });
    const sizes = await page.evaluate<number[]>(
      '[document.documentElement.scrollWidth, document.querySelector("tbody th").offsetWidth]',
    );
    expect(sizes[0]).toBe(width);
    expect(sizes[1]).toBeLessThan(width / 2);
    expect(complaints).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });
});

/** Runs in the page: parts of a picture that stick out of it. */
const countOutside = `() => {
  const frame = document.documentElement.getBoundingClientRect();
  return [...document.querySelectorAll('text, rect')].filter((part) => {
    const box = part.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
  }).length;
}`;

describe('a picture by itself', () => {
  it('draws in both colour schemes, and nothing lies outside its frame', async () => {
    const file = join(folder, 'picture.svg');
    writeFileSync(file, pictureSvg(all));
    const inks = new Set<string>();
    for (const scheme of ['light', 'dark'] as const) {
      const { page, complaints } = await look(browser, pathToFileURL(file).href, scheme);
      inks.add(await page.evaluate<string>('getComputedStyle(document.documentElement).color'));
      const outside = await page.evaluate(`(${countOutside})()`);
      expect([outside, complaints]).toEqual([0, []]);
      await page.close();
    }
    expect(inks.size).toBe(2);
  });
});
