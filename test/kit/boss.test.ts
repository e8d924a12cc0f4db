import fc from 'fast-check';
import { expect, describe as group, it } from 'vitest';
import { type Candidate, candidates } from '#candidates';
import { measure } from './boss.ts';
import {
  boss,
  collect,
  type KataTest,
  type MakeProperty,
  type Outcome,
  runCollected,
  tally,
} from './index.ts';
import { judge } from './judge.ts';

type Add = (a: number, b: number) => number;
const candidate = (en: string, add: Add): Candidate => ({ name: { en, zh: en }, module: add });
const made = {
  right: [candidate('reference', (a, b) => a + b), candidate('swapped', (a, b) => b + a)],
  wrong: [candidate('minus', (a, b) => a - b), candidate('first', (a) => a)],
};
const small = fc.integer({ min: -9, max: 9 });
const law = (holds: (add: Add, a: number, b: number) => boolean) => (add: Add) =>
  fc.property(small, small, (a, b) => holds(add, a, b));
const measuring = (make: (add: Add) => unknown, budgetMs = 200) =>
  measure(made, budgetMs, ({ module }) => judge(() => make(module as Add), { runs: 100, budgetMs }));
const never = (): never => {
  for (;;);
};

group('measuring a property', () => {
  it('counts what it accepts and catches, and names what it misses', () => {
    expect(measuring(law((add, a, b) => add(a, b) - b === a))).toEqual({
      thoroughness: { accepts: [2, 2], catches: [2, 2], missed: [] },
    });
    expect(measuring(law((add, a) => add(a, 0) === a)).thoroughness).toEqual({
      accepts: [2, 2],
      catches: [0, 2],
      missed: [
        { en: 'minus', zh: 'minus' },
        { en: 'first', zh: 'first' },
      ],
    });
  });
  it('shows the smallest case on which it rejects a right solution', () => {
    const { rejected, thoroughness } = measuring(law((add, a, b) => add(a, b) < 3));
    expect(thoroughness.accepts).toEqual([0, 2]);
    expect(rejected?.idea.en).toBe('Your property accepts 0 of 2 correct, catches 2 of 2 wrong');
    expect(rejected?.inputs.map(({ label, cell }) => [label.en, cell])).toEqual([
      ['solution', { kind: 'words', words: { en: 'reference', zh: 'reference' } }],
      ['value 1', expect.objectContaining({ kind: 'text' })],
      ['value 2', expect.objectContaining({ kind: 'text' })],
    ]);
    expect(JSON.stringify(rejected)).not.toContain('Property failed');
  });
  it('says what its predicate threw, and cuts it off from any proxy that never answers', () => {
    const throwing = (error: unknown) => () => {
      throw error;
    };
    expect(measuring(law(throwing(new TypeError('odd')))).rejected?.received).toEqual({
      kind: 'text',
      text: 'odd',
    });
    const endless = new Proxy({}, { getPrototypeOf: never });
    expect(() => measuring(law(throwing(endless)), 50)).toThrow('out of time');
  });
  it('takes a wrong solution that never returns for caught, but not one after another', () => {
    const hangsOn = (name: string) => (add: Add) =>
      law(() =>
        made.wrong.some(({ name: { en }, module }) => en === name && module === add) ? never() : true,
      )(add);
    expect(measuring(hangsOn('minus'), 50).thoroughness.catches).toEqual([1, 2]);
    const [first] = made.wrong;
    const many = { ...made, wrong: Array.from({ length: 4 }, () => ({ ...first! })) };
    const ask = ({ module }: Candidate) =>
      judge(() => hangsOn('minus')(module as Add), { runs: 100, budgetMs: 50 });
    expect(() => measure(many, 50, ask)).toThrow('out of time');
  });
});

group('the order of asking', () => {
  const many = (kind: string) =>
    Array.from({ length: 20 }, (_, i) => ({ name: { en: `${kind} ${i}`, zh: '' }, module: {} }));
  const asked = (): string[] => {
    const order: string[] = [];
    measure({ right: many('right'), wrong: many('wrong') }, 50, ({ name }) => {
      order.push(name.en);
      return name.en.startsWith('right') ? { says: 'holds' } : { says: 'breaks', inputs: [] };
    });
    return order;
  };
  it('begins with the reference, meets everybody twice, and cannot be learnt', () => {
    const [one, other] = [asked(), asked()];
    expect([one[0], other[0]]).toEqual(['right 0', 'right 0']);
    const everybody = [...many('right'), ...many('wrong')].map(({ name }) => name.en).sort();
    for (const half of [one.slice(0, 40), one.slice(40)]) expect(half.toSorted()).toEqual(everybody);
    expect(one).not.toEqual(other);
    expect(one.slice(0, 40)).not.toEqual(one.slice(40));
  });
  it('counts an answer that is given twice, so that counting calls is no property', () => {
    let calls = 0;
    // As many as there are right ones, and some: in one order alone this would pass one time in five.
    const counting = measure(
      { right: many('right').slice(0, 3), wrong: many('wrong').slice(0, 10) },
      50,
      () => (++calls <= 7 ? { says: 'holds' } : { says: 'breaks', inputs: [] }),
    );
    expect(counting.rejected).toBeDefined();
  });
});

group('telling the counts', () => {
  const of = (accepts: [number, number], caught: number, missed: readonly string[]) =>
    tally({
      accepts,
      catches: [caught, caught + missed.length],
      missed: missed.map((name) => ({ en: name, zh: `想法${name}` })),
    });
  it('shows both, and names the ideas it misses', () => {
    expect(of([6, 6], 12, [])).toEqual({
      en: 'Your property accepts 6 of 6 correct, catches 12 of 12 wrong',
      zh: '你的性质接受了 6 个正确解法里的 6 个，抓住了 12 个错误解法里的 12 个',
    });
    expect(of([5, 6], 9, ['A', 'B', 'C'])).toEqual({
      en: 'Your property accepts 5 of 6 correct, catches 9 of 12 wrong: it misses A; B; C',
      zh: '你的性质接受了 6 个正确解法里的 5 个，抓住了 12 个错误解法里的 9 个；漏掉的有：想法A；想法B；想法C',
    });
  });
  it('names six at most and counts the rest', () => {
    const { en, zh } = of([6, 6], 0, ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']);
    expect(en).toMatch(/: it misses A; B; C; D; E; F; and 2 more$/);
    expect(zh).toMatch(/想法F；还有 2 个$/);
  });
});

group('boss', () => {
  const kata = '01-access/07-boss-check-up';
  async function testsOf(make: unknown): Promise<readonly KataTest[]> {
    const { tests } = await collect(async () =>
      boss({ en: 'mine', zh: '我的' }, make as MakeProperty<unknown>, (module) => module, {
        kata,
        atLeast: 1,
      }),
    );
    return tests;
  }
  const outcomes = async (make: unknown): Promise<Outcome[]> =>
    runCollected(await testsOf(make), { budgetMs: 200 });
  const refused = 'myProperty must return what fc.property(…) gives, and its predicate must answer at once';

  it.each([
    ['a promise', () => fc.asyncProperty(small, async () => false)],
    ['nothing', () => undefined],
    ['yes', () => true],
  ])('refuses %s in place of a property', async (_, make) => {
    for (const outcome of await outcomes(make)) {
      expect(outcome).toMatchObject({ status: 'failed', failure: { idea: { en: refused } } });
      expect(outcome).not.toHaveProperty('thoroughness');
    }
  });
  it('says so when a property leaves out nearly every case', async () => {
    const [accepts] = await outcomes(() => fc.property(small, () => fc.pre(false)));
    expect(accepts).toMatchObject({
      status: 'failed',
      failure: {
        idea: { en: 'Your property leaves out nearly every case: fc.pre must hold for more of them' },
      },
    });
  });
  it('meets an endless property for the first of its tests only', async () => {
    let met = 0;
    const endless = () => {
      met++;
      never();
    };
    const [accepts, catches] = await testsOf(() => fc.property(small, endless));
    const [first] = await runCollected([accepts!], { budgetMs: 100 });
    const before = met;
    const [second] = await runCollected([catches!], { budgetMs: 100 });
    expect([first, second].map((outcome) => outcome?.status)).toEqual(['out of time', 'out of time']);
    expect(first?.failure?.idea.en).toBe('Your property did not finish within 100 ms');
    expect(met).toBe(before);
  });
  it('is not started while the stub stands, inside the predicate too', async () => {
    const stub = (): never => {
      throw new Error(`Not started: ${kata}`);
    };
    for (const make of [stub, () => fc.property(small, stub)])
      expect((await outcomes(make)).map(({ status }) => status)).toEqual(['not started', 'not started']);
  });
  it('finds its candidates in the folders, wrong ones by the name of the idea', async () => {
    const { right, wrong } = await candidates(kata);
    expect(right[0]?.name.en).toBe('reference');
    expect(right.length).toBeGreaterThan(2);
    expect(wrong.length).toBeGreaterThan(4);
    for (const { name, module } of [...right, ...wrong]) {
      expect(name.zh.length).toBeGreaterThan(0);
      expect(module).toHaveProperty('report');
    }
  });
});
