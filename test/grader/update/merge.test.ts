import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeTexts } from '../../../grader/update/merge.ts';

const base = '// one\n\nfn(x)\n  throw\n}\n\n// end\n';
const mine = base.replace('throw', 'return 1');

describe('a merge of base, mine and theirs', () => {
  it.each([
    ['nothing changed', base, base, base],
    ['only I wrote', mine, base, mine],
    ['only the stub changed', base, base.replace('one', 'two'), base.replace('one', 'two')],
    ['each changed its own lines', mine, base.replace('one', 'two'), mine.replace('one', 'two')],
    ['both wrote the same', mine, mine, mine],
    ['both wrote the same and theirs more', mine, mine.replace('end', 'END'), mine.replace('end', 'END')],
    ['both changed one line', mine, base.replace('throw', 'return 2'), undefined],
    ['I changed the line below theirs', mine, base.replace('fn(x)', 'fn(y)'), undefined],
    ['I emptied the file', '', base, ''],
    ['I emptied what they changed', '', base.replace('one', 'two'), undefined],
    [
      'I wrote below the end',
      `${base}more\n`,
      base.replace('one', 'two'),
      `${base}more\n`.replace('one', 'two'),
    ],
  ])('when %s', (_, own, theirs, wanted) => {
    expect(mergeTexts(base, own, theirs)).toBe(wanted);
  });

  const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;

  it('keeps the line ends and the mark of my editor', () => {
    const next = base.replace('one', 'two');
    expect(mergeTexts(base, windows(mine), next)).toBe(windows(mine.replace('one', 'two')));
    expect(mergeTexts(windows(base), mine, windows(next))).toBe(mine.replace('one', 'two'));
  });

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '<<<<<<<', '======='), { maxLength: 6 })
    .map((lines) => lines.join('\n'));

  it('returns my bytes when the stub did not change, theirs when I did not, and is symmetric', () => {
    fc.assert(
      fc.property(text, text, text, (old, one, other) => {
        expect(mergeTexts(old, windows(one), old)).toBe(windows(one));
        expect(mergeTexts(old, old, other)).toBe(other);
        expect(mergeTexts(old, one, one)).toBe(one);
        expect(mergeTexts(old, one, other)).toBe(mergeTexts(old, other, one));
      }),
    );
  });

  it('invents no line and leaves no marker', () => {
    fc.assert(
      fc.property(text, text, text, (old, one, other) => {
        const merged = mergeTexts(old, one, other);
        const known = new Set([...one.split('\n'), ...other.split('\n')]);
        expect((merged ?? '').split('\n').filter((line) => line !== '' && !known.has(line))).toEqual([]);
      }),
    );
  });
});
