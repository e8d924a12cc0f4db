import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { learnerPage } from '../../../grader/portrait/page.ts';
import { paperFor } from '../../../grader/report/paper.ts';
import type { Language } from '../../../grader/types.ts';
import { reportWith } from '../report/reports.ts';

const languages: readonly Language[] = ['en', 'zh-CN'];
const pageOf = (said: string, language: Language = 'en', drawings = new Map<string, string>()) =>
  parseHTML(learnerPage(reportWith(said), drawings, paperFor(language, 80, false))).document;

describe('the learner’s page', () => {
  it.each(languages)('%s: says how far one is, and what is next', (language) => {
    const page = pageOf('hello', language);
    expect(page.documentElement.getAttribute('lang')).toBe(language);
    const progress = page.querySelector('progress')!;
    const passed = page.querySelectorAll('article.passed').length;
    expect([progress.getAttribute('value'), progress.getAttribute('max')]).toEqual([
      String(passed),
      String(page.querySelectorAll('article').length),
    ]);
    expect(page.getElementById(progress.getAttribute('aria-labelledby')!)!.textContent).toContain(
      String(passed),
    );
    const next = page.querySelector('header a')!.getAttribute('href')!;
    expect(page.getElementById(next.slice(1))!.className).not.toBe('passed');
  });
  it('shows a counterexample as tables, the diagnosis, a hint and the replay', () => {
    const article = pageOf('hello').querySelector('article.wrong')!;
    const text = article.textContent!;
    for (const part of [
      'you returned a copy',
      'hello',
      'Replay: npm start -- grade',
      '--seed 42 --path 3:0',
    ]) {
      expect(text).toContain(part);
    }
    expect([...article.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['1', 'NaN']);
    expect(article.querySelector('details summary')).not.toBeNull();
  });
  it('shows what passed code draws, and no counterexample where the file does not load', () => {
    const id = '01-access/01-probe';
    const page = pageOf('hello', 'en', new Map([[id, '<svg role="img" aria-label="a net"></svg>']]));
    expect(page.querySelectorAll('figure svg').length).toBe(1);
    for (const broken of page.querySelectorAll('article.broken'))
      expect(broken.querySelector('h4')).toBeNull();
  });
  it('every link leads somewhere, no id stands twice, no heading is skipped', () => {
    const page = pageOf('hello');
    const ids = [...page.querySelectorAll('[id]')].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of page.querySelectorAll('a')) expect(ids).toContain(link.getAttribute('href')!.slice(1));
    const levels = [...page.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1]));
    levels.forEach((level, i) => {
      expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
    });
  });
  it('a submission’s text makes no element, whatever it is (property)', () => {
    const shape = (said: string) =>
      [...pageOf(said).querySelectorAll('*')].map(({ tagName }) => tagName).join(' ');
    const plain = shape('hello');
    const hostile = fc.constantFrom(
      '<img src=x onerror=alert(1)>',
      '</pre><script>',
      '"><svg onload=x>',
      '\u202e&lt;',
      ']]>',
    );
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })), (said) => {
        fc.pre(said.trim() !== '');
        expect(shape(said)).toBe(plain);
      }),
      { numRuns: 30 },
    );
  });
});
