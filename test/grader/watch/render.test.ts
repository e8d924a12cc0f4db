import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../../grader/messages.ts';
import type { Language } from '../../../grader/types.ts';
import { reduce } from '../../../grader/watch/reduce.ts';
import { render } from '../../../grader/watch/render.ts';
import { type Event, kataOf, type State, verdictOf } from '../../../grader/watch/state.ts';
import { event, sizes, start } from './made.ts';

const play = (state: State, events: readonly Event[]): State =>
  events.reduce((now, each) => reduce(now, each).state, state);
const spoken = (state: State, language: Language): State => ({ ...state, language });
const languages = ['en', 'zh-CN'] as const;
const events = fc.array(event, { maxLength: 25 });
const lead = { en: 'Next: ', 'zh-CN': '下一步：' } as const;

function check(state: State, colours: boolean): void {
  const frame = render(state, colours);
  const { columns, rows } = state.size;
  expect(frame.length).toBeLessThanOrEqual(Math.max(2, rows));
  for (const line of frame) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are the only ones allowed
  const bare = frame.map((line) => line.replace(/\u001b\[\d+m/g, ''));
  expect(bare.join('')).not.toMatch(/\p{Cc}/u);
  expect(bare.at(-1)?.startsWith(lead[state.language])).toBe(true);
  expect(bare.filter((line) => line.startsWith(lead[state.language]))).toHaveLength(1);
  const verdict = state.seeking ? undefined : verdictOf(state, state.current);
  if (verdict) expect(bare.slice(0, 2).join('\n')).toContain(messagesOf(state.language).verdict[verdict]);
}

describe('render', () => {
  it.each(sizes)('fits $columns × $rows, with the verdict and one next action, in both languages', (size) => {
    fc.assert(
      fc.property(events, fc.constantFrom(...languages), fc.boolean(), (all, language, colours) => {
        check(spoken(play(start(size.columns, size.rows), all), language), colours);
      }),
      { seed: size.columns + size.rows, numRuns: 60 },
    );
  });

  it('keeps verdict and next action in any window', () => {
    fc.assert(
      fc.property(
        events,
        fc.integer({ min: 40, max: 200 }),
        fc.integer({ min: 2, max: 12 }),
        (all, columns, rows) => {
          check(play(start(columns, rows), all), false);
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });

  it('fills the window, so that keys and next action stand still', () => {
    for (const { columns, rows } of sizes) expect(render(start(columns, rows), false)).toHaveLength(rows);
  });

  it('scrolls through everything that does not fit, and no further', () => {
    const readme = Array.from({ length: 50 }, (_, i) => `line ${i}`).join('\n');
    const { current } = start();
    const page: Event = { type: 'page', id: current, view: { view: 'readme', text: readme, path: 'p' } };
    let state = play(start(80, 20), [page]);
    const seen = new Set<string>();
    for (let i = 0; i < 60; i++) {
      for (const line of render(state, false)) seen.add(line);
      state = play(state, [{ type: 'key', key: { name: 'j', text: 'j' } }]);
    }
    for (let i = 0; i < 50; i++) expect(seen).toContain(`line ${i}`);
    expect(render(state, false)).toContain('line 49');
    const up = play(state, [{ type: 'key', key: { name: 'k', text: 'k' } }]);
    expect(up.scroll).toBe(state.scroll - 1);
    expect(play(up, [{ type: 'key', key: { name: 'end', text: '' } }]).scroll).toBe(state.scroll);
    expect(play(up, [{ type: 'key', key: { name: 'home', text: '' } }]).scroll).toBe(0);
  });

  it('writes no escape code without colours', () => {
    fc.assert(
      fc.property(events, (all) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
        expect(render(play(start(), all), false).join('')).not.toMatch(/\u001b/);
      }),
      { seed: 4, numRuns: 30 },
    );
  });

  it('greys the verdict on an older text until the newest is judged', () => {
    const [kata] = [kataOf(start())];
    const head = (state: State): string => render(state, true)[1]!;
    const verdict = { name: 'passed', problems: [], properties: [], earned: 0 } as const;
    const told = (save: number): Event => ({
      type: 'verdict',
      id: kata.id,
      save,
      graded: { kata, verdict, printed: '' },
      final: true,
    });
    const open = play(start(), [told(0), { type: 'line', text: kata.id }]);
    expect(head(open)).toContain('\u001b[32mpassed');
    const saved = play(open, [{ type: 'saved', ids: [kata.id] }]);
    expect(head(saved)).toContain('\u001b[2mpassed');
    expect(head(play(saved, [told(1)]))).toContain('\u001b[32mpassed');
  });

  it('leaves out what only a browser can show', () => {
    const text = '# Title\n\n![a picture](x.svg)\n\n- **bold** `code` [a link](x.md)\n';
    const { current } = start();
    const page: Event = { type: 'page', id: current, view: { view: 'readme', text, path: 'p' } };
    expect(render(play(start(), [page]), false).slice(3, 6)).toEqual(['Title', '', '• bold code a link']);
  });
});
