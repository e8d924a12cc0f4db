import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { paperFor } from '../../../grader/report/paper.ts';
import { wrap } from '../../../grader/report/wrap.ts';

const { bold, dim, bad, good } = paperFor('en', 80, true);
const word = fc.constantFrom(
  'a',
  'ndarray',
  'relu(x)',
  '参数',
  '权重，',
  '（见下）',
  '“梯度”',
  '3.5',
  'x'.repeat(30),
  '`b`',
);
const blank = fc.constantFrom('', ' ', '  ');
const colour = fc.constantFrom((text: string) => text, bold, dim, bad, good);
const line = fc
  .array(fc.tuple(word, blank, colour), { maxLength: 12 })
  .map((all) => all.map(([text, space, paint]) => paint(text) + space).join(''));
const without = (text: string): string => stripVTControlCharacters(text).replaceAll(' ', '');

/** The colours still on at the end of a text: 22 ends bold and dim, 39 ends red and green. */
function leftOn(text: string): Set<string> {
  const on = new Set<string>();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one.
  for (const [, code] of text.matchAll(/\u001b\[(\d+)m/g)) {
    const ended = { 22: ['1', '2'], 39: ['31', '32'] }[code!];
    if (ended === undefined) on.add(code!);
    else for (const each of ended) on.delete(each);
  }
  return on;
}

describe('wrap', () => {
  it('fits, loses nothing but blanks, and leaves no colour on at the end of a part', () => {
    fc.assert(
      fc.property(line, colour, fc.integer({ min: 8, max: 60 }), fc.nat(4), (text, paint, columns, hang) => {
        const parts = wrap(paint(text), columns, hang);
        for (const part of parts) expect(stringWidth(part)).toBeLessThanOrEqual(columns);
        for (const part of parts.slice(1)) expect(part.startsWith(' '.repeat(hang))).toBe(true);
        expect(without(parts.join(''))).toBe(without(text));
        for (const part of parts) expect(leftOn(part)).toEqual(new Set());
      }),
      { numRuns: 300 },
    );
  });

  it('breaks between Chinese characters, but neither before a closing mark nor after an opening one', () => {
    expect(wrap('每个块（“块工厂”），各自独立。', 14)).toEqual(['每个块（“块工', '厂”），各自独', '立。']);
    expect(wrap('它能告诉 has 这个名字是否已被占用', 16)).toEqual([
      '它能告诉 has 这',
      '个名字是否已被占',
      '用',
    ]);
    expect(wrap('文件没有加载完：TypeError', 14)).toEqual(['文件没有加载', '完：TypeError']);
  });

  it('keeps words whole where it can, and begins further parts below the first word', () => {
    expect(wrap('· the net knows (2, 1) numbers', 16, 2)).toEqual(['· the net knows', '  (2, 1) numbers']);
    expect(wrap('x'.repeat(9), 4)).toEqual(['xxxx', 'xxxx', 'x']);
  });

  it('gives the colour of a word to each of its parts', () => {
    expect(wrap(bad('one two'), 4)).toEqual([bad('one'), bad('two')]);
  });
});
