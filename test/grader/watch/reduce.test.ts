import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradedKata, VerdictName } from '../../../grader/types.ts';
import { reduce } from '../../../grader/watch/reduce.ts';
import { begin, type Event, type State } from '../../../grader/watch/state.ts';
import { catalogue, event, ids, katas, start } from './made.ts';

const press = (state: State, ...names: readonly string[]): State =>
  names.reduce((now, name) => reduce(now, keyEvent(name)).state, state);
const keyEvent = (name: string): Event => ({
  type: 'key',
  key: { name, text: name.length === 1 ? name : '' },
});
const graded = (id: string, name: VerdictName): GradedKata => ({
  kata: katas.find((kata) => kata.id === id)!,
  printed: '',
  verdict: { name, problems: [], properties: [], earned: 0 },
});
const judged = (state: State, id: string, name: VerdictName, save = state.saves.get(id) ?? 0): State =>
  reduce(state, { type: 'verdict', id, save, graded: graded(id, name), final: true }).state;
const effectsOf = (state: State, name: string) => reduce(state, keyEvent(name)).effects;

describe('reduce', () => {
  it('never throws, never loses the kata at hand, and asks only for katas there are', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let state = start();
        for (const each of events) {
          const next = reduce(state, each);
          state = next.state;
          expect(ids).toContain(state.current);
          for (const effect of next.effects) if ('id' in effect) expect(ids).toContain(effect.id);
          expect(state.hints).toBeGreaterThanOrEqual(0);
          expect(state.hints).toBeLessThanOrEqual(3);
          expect(state.scroll).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it('lets no verdict of an older save replace a newer one', () => {
    const [id] = ids as [string];
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), fc.infiniteStream(fc.nat(9)), (steps, draws) => {
        let state = judged(start(), id, 'not started');
        let newest = 0;
        const late: number[] = [];
        for (const save of steps) {
          if (save) {
            const { effects } = reduce(state, { type: 'saved', ids: [id] });
            state = reduce(state, { type: 'saved', ids: [id] }).state;
            newest++;
            expect(effects).toEqual([{ type: 'grade', id, save: newest, urgent: true }]);
            late.push(newest);
          } else if (late.length > 0) {
            const which = late[draws.next().value! % late.length]!;
            const before = state.graded.get(id);
            state = judged(state, id, which === newest ? 'passed' : 'wrong', which);
            if (which < newest) expect(state.graded.get(id)).toBe(before);
          }
          expect(state.graded.get(id)?.verdict.name).not.toBe('wrong');
        }
      }),
      { seed: 2 },
    );
  });

  it('asks for every verdict at the start and goes to the first kata that has not passed', () => {
    const { state, effects } = begin(catalogue, 'en', { columns: 80, rows: 24 });
    expect(effects.map((effect) => 'id' in effect && effect.id)).toEqual(ids);
    const [first, second, third] = ids as [string, string, string];
    let now = judged(state, third, 'not started');
    expect([now.current, now.seeking]).toEqual([first, true]);
    now = judged(now, first, 'passed');
    expect([now.current, now.seeking]).toEqual([second, true]);
    now = judged(now, second, 'passed');
    expect([now.current, now.seeking]).toEqual([third, false]);
    const all = ids.reduce((each, id) => judged(each, id, 'passed'), state);
    expect(all.seeking).toBe(false);
  });

  it('opens one more hint per press, three in all, and shuts them for another kata', () => {
    const state = judged(start(), ids[0]!, 'not started');
    expect([1, 2, 3].map((times) => press(state, ...Array(times).fill('h')).hints)).toEqual([1, 2, 3]);
    const all = press(state, 'h', 'h', 'h', 'h');
    expect([all.hints, all.notice]).toEqual([3, { kind: 'no more hints' }]);
    expect(press(all, 'n').hints).toBe(0);
  });

  it('goes along the katas, and after a pass to the next unsolved one', () => {
    const [first, second, third] = ids as [string, string, string];
    const state = judged(start(), first, 'not started');
    expect(press(state, 'n').current).toBe(second);
    expect(press(state, 'n', 'p').current).toBe(first);
    expect(press(state, 'p').notice).toEqual({ kind: 'first' });
    const solved = judged(judged(state, first, 'passed'), second, 'passed');
    expect(press(solved, 'n').current).toBe(third);
    const end = ids.slice(1).reduce((now) => press(now, 'n'), state);
    expect([end.current, press(end, 'n').notice]).toEqual([ids.at(-1), { kind: 'last' }]);
  });

  it('brings the kata that is saved to the screen, and not one of many', () => {
    const state = press(judged(start(), ids[0]!, 'not started'), 'h', 'l');
    const one = reduce(state, { type: 'saved', ids: [ids[4]!] }).state;
    expect([one.current, one.view.view, one.hints]).toEqual([ids[4], 'kata', 0]);
    const many = reduce(state, { type: 'saved', ids: [ids[4]!, ids[5]!] });
    expect([many.state.current, many.state.view.view, many.effects.length]).toEqual([ids[0], 'list', 2]);
    expect(reduce(state, { type: 'saved', ids: ['99-none/01-none'] }).effects).toEqual([]);
  });

  it('keeps the notice of a reset over the save that it is', () => {
    const reset = reduce(start(), { type: 'notice', notice: { kind: 'reset' } }).state;
    const once = reduce(reset, { type: 'saved', ids: [ids[0]!] }).state;
    expect(once.notice?.kind).toBe('reset');
    expect(reduce(once, { type: 'saved', ids: [ids[0]!] }).state.notice).toBeUndefined();
  });

  it('asks for what each key means', () => {
    const id = ids[0]!;
    const state = judged(start(), id, 'not started');
    for (const [name, type] of [
      ['r', 'reset'],
      ['u', 'undo'],
      ['d', 'diff'],
      ['o', 'readme'],
    ] as const)
      expect(effectsOf(state, name)).toEqual([{ type, id }]);
    for (const name of ['q', 'ctrl+c']) expect(effectsOf(state, name)).toEqual([{ type: 'quit' }]);
    expect(effectsOf(state, 'ctrl+z')).toEqual([{ type: 'stop' }]);
    expect(effectsOf(state, 'a')).toHaveLength(ids.length);
    expect(press(state, 't').language).toBe('zh-CN');
    expect(press(state, 'x').notice).toEqual({ kind: 'unknown' });
    expect(press(state, '?').view.view).toBe('keys');
    expect(press(state, '?', 'q').view.view).toBe('kata');
    expect(effectsOf(press(state, '?'), 'q')).toEqual([]);
  });

  it('says what went wrong with a run, and judges all again when the course changes', () => {
    const text = { en: 'no compiler', zh: '没有编译器' };
    const failed = reduce(start(), { type: 'failed', id: ids[0]!, save: 0, text }).state;
    expect([failed.notice, failed.seeking]).toEqual([{ kind: 'failed', text }, false]);
    const { state, effects } = reduce(press(failed, 'n'), { type: 'course', catalogue });
    expect(effects.map((effect) => 'urgent' in effect && effect.urgent)).toEqual(ids.map((_, i) => i === 0));
    expect(effects[0]).toMatchObject({ id: ids[1] });
    const fewer = { groups: catalogue.groups.slice(1) };
    expect(reduce(state, { type: 'course', catalogue: fewer }).state.current).toBe(
      catalogue.groups[1]!.katas[0]!.id,
    );
  });
});

describe('the list', () => {
  const open = (): State => press(judged(judged(start(), ids[0]!, 'passed'), ids[1]!, 'wrong'), 'l');

  it('moves, filters and opens', () => {
    expect(open().view).toMatchObject({ view: 'list', at: ids[1], filter: 'all' });
    expect(press(open(), 'up', 'up').view).toMatchObject({ at: ids[0] });
    expect(press(open(), 'down', 'return').current).toBe(ids[2]);
    expect(press(open(), 'f').view).toMatchObject({ filter: 'pending', at: ids[1] });
    expect(press(open(), 'f', 'f').view).toMatchObject({ filter: 'done', at: ids[0] });
    expect(press(open(), 'end').view).toMatchObject({ at: ids.at(-1) });
    expect(press(open(), 'home').view).toMatchObject({ at: ids[0] });
    expect(press(open(), 'escape').view.view).toBe('kata');
    expect(press(open(), 'q').view.view).toBe('kata');
  });

  it('searches in names and titles of both languages while letters are typed', () => {
    const found = press(open(), '/', ...'xavier');
    expect(found.view).toMatchObject({
      search: 'xavier',
      typing: true,
      at: '03-initialization/04-fans-and-xavier',
    });
    expect(press(found, 'backspace').view).toMatchObject({ search: 'xavie' });
    expect(press(found, 'return', 'return').current).toBe('03-initialization/04-fans-and-xavier');
    expect(press(found, 'return', 'escape').view).toMatchObject({ view: 'list', search: '' });
    expect(press(open(), '/', ...'绑定').view).toMatchObject({ at: expect.stringContaining('04-tying') });
    const none = press(open(), '/', ...'zzz', 'return');
    expect(press(none, 'return').view.view).toBe('list');
    expect(press(none, 'down').view).toMatchObject({ search: 'zzz' });
  });
});

describe('lines of the linear mode', () => {
  const type = (text: string) => reduce(judged(start(), ids[0]!, 'not started'), { type: 'line', text });

  it.each([
    ['h', { hints: 1 }],
    ['hint', { hints: 1 }],
    [' N ', { current: ids[1] }],
    ['list', { view: { view: 'list', filter: 'all' } }],
    ['todo', { view: { view: 'list', filter: 'pending' } }],
    ['done', { view: { view: 'list', filter: 'done' } }],
    ['/xavier', { view: { view: 'list', search: 'xavier' } }],
    ['03-initialization/04', { current: '03-initialization/04-fans-and-xavier' }],
    ['walk-the-tree', { current: '02-nested/02-walk-the-tree' }],
    ['nothing like it', { notice: { kind: 'no match' } }],
    ['', { view: { view: 'kata' } }],
  ])('%j', (text, wanted) => {
    expect(type(text).state).toMatchObject(wanted);
  });

  it('quit ends', () => {
    for (const text of ['q', 'quit', 'exit']) expect(type(text).effects).toEqual([{ type: 'quit' }]);
  });
});
