import { expect, describe as group, it } from 'vitest';
import { describe } from './describe.ts';
import {
  collect,
  example,
  forbid,
  gen,
  type KataTest,
  type Outcome,
  property,
  runCollected,
  Sample,
} from './index.ts';
import { resolveKata } from './resolve.ts';
import { tooDeep, unusable } from './unusable.ts';

const title = { en: 'doubles every number', zh: '每个数都翻倍' };
const idea = { en: 'twice as much', zh: '两倍' };

async function outcomesOf(load: () => void, options = {}): Promise<Outcome[]> {
  const { tests } = await collect(async () => load());
  return runCollected(tests, { budgetMs: 200, ...options });
}
const one = async (load: () => void, options = {}): Promise<Outcome> => (await outcomesOf(load, options))[0]!;

const doubling = (double: (values: readonly number[]) => unknown) => () =>
  property(title, [gen.array()], (t, sample) => {
    t.input('x', sample);
    t.close(
      double(sample.values),
      sample.values.map((x) => 2 * x),
      idea,
    );
  });

group('outcomes', () => {
  it('a right answer passes', async () => {
    expect(await one(doubling((x) => x.map((v) => v + v)))).toEqual({ title, status: 'passed' });
  });

  it('a wrong answer shows its smallest case, which seed and path replay', async () => {
    const wrong = doubling((x) => x.map((v) => (v > 1 ? v : 2 * v)));
    const outcome = await one(wrong);
    expect(outcome.status).toBe('failed');
    expect(outcome.failure).toMatchObject({
      idea,
      expected: { values: [4] },
      received: { values: [2] },
      firstDifference: [0],
    });
    expect(outcome.failure?.inputs).toEqual([
      { label: { en: 'x', zh: 'x' }, cell: { kind: 'grid', shape: [1], values: [2] } },
    ]);
    const { seed, path } = outcome;
    expect(await one(wrong, { seed, path })).toEqual({ ...outcome, path: expect.any(String) });
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  });

  it('a stub is not started, in examples and properties', async () => {
    const stub = (): never => {
      throw new Error('Not started: 00-group/00-kata');
    };
    const outcomes = await outcomesOf(() => {
      example({ en: 'one', zh: '一' }, () => stub());
      doubling(stub)();
      example({ en: 'two', zh: '二' }, (t) => t.throws(stub, [], idea));
    });
    expect(outcomes.map(({ status }) => status)).toEqual(['not started', 'not started', 'not started']);
  });

  it('an endless loop is stopped and shows the input it never returned from', async () => {
    const outcome = await one(
      doubling((x) => {
        while (x.length > 0);
        return x;
      }),
    );
    expect(outcome.status).toBe('out of time');
    expect(outcome.failure?.idea.en).toBe('Your function did not return within 200 ms');
    expect(outcome.failure?.inputs).toHaveLength(1);
  });

  it('whatever is thrown becomes words without a stack', async () => {
    const hostile = new Proxy(new Error('x'), {
      get() {
        throw new Error('no');
      },
    });
    // One that knows where it comes from comes from this file, which is no learner's.
    const placeless = Object.assign(new Error('bad'), { stack: 'Error: bad' });
    const deep = Object.assign(new Error('bad'), { stack: 'Error: bad\n    at forward (lib/layers.ts:1:1)' });
    const own = Object.assign(new Error('bad'), { stack: 'Error: bad\n    at double (kata:kata.ts:1:1)' });
    const strange = ['text', undefined, null, hostile, { a: 1 }];
    const thrown = [new TypeError('bad\nsecond line'), own, deep, placeless, ...strange];
    const yours = 'Your function threw an error';
    for (const value of thrown) {
      const outcome = await one(
        doubling(() => {
          throw value;
        }),
      );
      expect(outcome.status).toBe('failed');
      const threw = value instanceof TypeError ? 'The test cannot use what your function gave' : yours;
      expect(outcome.failure?.idea.en).toBe(threw);
      expect(JSON.stringify(outcome)).not.toMatch(/second line|\.ts:/);
    }
  });
});

it('says in words what the test could not use, and in which language', () => {
  const told = [
    "Cannot read properties of undefined (reading 'forward')",
    "Cannot set properties of null (setting 'grad')",
    'net.forward is not a function',
    'state.keys is not a function or its return value is not iterable',
    'double is not a function',
    'undefined is not iterable (cannot read property Symbol(Symbol.iterator))',
    'expected 3',
  ].map(unusable);
  expect(told.map((text) => text?.en)).toEqual([
    'undefined, which has no forward. Is something missing, such as a return?',
    'null, which has no grad. Is something missing, such as a return?',
    'something without a function forward',
    'something without a function keys',
    'double, which is no function',
    'something that is no list',
    undefined,
  ]);
  expect(told[0]?.zh).toBe('undefined，里面没有 forward。是不是少了什么，比如 return？');
  expect(told.slice(2, 6).map((text) => text?.zh)).toEqual([
    '没有 forward 函数的东西',
    '没有 keys 函数的东西',
    'double，它不是函数',
    '不是列表的东西',
  ]);
});

it('says in words that calls have no end', async () => {
  const outcome = await one(
    doubling(function again(x): unknown {
      return [again(x)];
    }),
  );
  expect(outcome.failure).toMatchObject({
    received: { words: { en: 'calls within calls without an end', zh: '调用里套着调用，没有尽头' } },
  });
  expect(tooDeep('expected 3')).toBeUndefined();
});

group('checks', () => {
  const fails = async (body: Parameters<typeof example>[1]): Promise<Outcome> =>
    one(() => example(title, body));

  it('−0 is 0 and NaN is NaN', async () => {
    const outcome = await fails((t) => {
      t.equal(-0, 0, idea);
      t.close([[-0, Number.NaN]], [[0, Number.NaN]], idea);
      t.equal([1, ['a', null]], [1, ['a', null]], idea);
    });
    expect(outcome.status).toBe('passed');
  });
  it('identity and equality are two things', async () => {
    const list = [1];
    expect((await fails((t) => t.identical([1], list, idea))).status).toBe('failed');
    expect((await fails((t) => t.different(list, list, idea))).status).toBe('failed');
    expect((await fails((t) => t.holds(1 as never, idea))).status).toBe('failed');
  });
  it('the first difference is named', async () => {
    const outcome = await fails((t) => t.equal(['a', ['b', 'c']], ['a', ['b', 'd']], idea));
    expect(outcome.failure?.firstDifference).toEqual([1, 1]);
    const grid = await fails((t) =>
      t.close(
        [
          [1, 2],
          [3, 5],
        ],
        [
          [1, 2],
          [3, 4],
        ],
        idea,
      ),
    );
    expect(grid.failure?.firstDifference).toEqual([1, 1]);
  });
  it('runs gives the result, or the idea with the first line of the error', async () => {
    expect(
      (
        await fails((t) =>
          t.equal(
            t.runs(() => 3, idea),
            3,
            idea,
          ),
        )
      ).status,
    ).toBe('passed');
    const outcome = await fails((t) =>
      t.runs(() => {
        throw new TypeError('no grad\n    at secret.ts:1');
      }, idea),
    );
    expect(outcome.failure).toEqual({
      idea,
      inputs: [],
      expected: { kind: 'words', words: { en: 'no error', zh: '不报错' } },
      received: { kind: 'text', text: 'no grad' },
    });
    const stub = await fails((t) =>
      t.runs(() => {
        throw new Error('Not started: 00-group/00-kata');
      }, idea),
    );
    expect(stub.status).toBe('not started');
  });
  it('throws wants an Error with every fragment', async () => {
    const throwing = (value: unknown) => () => {
      throw value;
    };
    expect(
      (await fails((t) => t.throws(throwing(new Error('no key "a"')), ['key', '"a"'], idea))).status,
    ).toBe('passed');
    expect((await fails((t) => t.throws(throwing(new Error('no')), ['key'], idea))).status).toBe('failed');
    expect((await fails((t) => t.throws(throwing('key'), ['key'], idea))).status).toBe('failed');
    expect((await fails((t) => t.throws(throwing(new Error('no')), [], idea))).status).toBe('passed');
    expect((await fails((t) => t.throws(throwing(new Error()), [], idea))).failure?.expected).toEqual({
      kind: 'words',
      words: { en: 'an Error that says what is wrong', zh: '抛出一个说明原因的 Error' },
    });
    expect((await fails((t) => t.throws(() => 5, [], idea))).failure?.received).toEqual({
      kind: 'words',
      words: { en: 'no error, but 5', zh: '没有报错，而是 5' },
    });
  });
});

group('describe never throws and never floods', () => {
  it('on odd values', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const odd: unknown[] = [
      cycle,
      new Array(1e5).fill(0),
      'x'.repeat(1e6),
      Symbol('s'),
      10n,
      () => 1,
      new Map(),
      -0,
    ];
    odd.push(
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
      '\u001b[31mred\u0007\r\n::error::',
    );
    for (const value of odd) {
      const text = JSON.stringify(describe(value));
      expect(text.length).toBeLessThan(25_000);
      expect(text).not.toMatch(/\\u001b|\\n|\\r/);
    }
    expect(describe(-0)).toEqual({ kind: 'text', text: '0' });
  });
});

group('targets', () => {
  it('the importer’s query decides, and only for katas', () => {
    const test = '/x/katas/00-group/00-kata/kata.test.ts?target=';
    expect(resolveKata('#kata/00-group/00-kata/kata.ts', '/x/kata.test.ts')).toBeNull();
    expect(resolveKata('#kit', `${test}solutions`)).toBeNull();
    expect(resolveKata('#kata/00-group/00-kata/kata.ts', `${test}wrong/A-1`)).toMatch(
      /solutions\/00-group\/00-kata\/kata\.ts$/,
    );
    expect(resolveKata('#kata/00-group/00-kata/kata.ts', `${test}katas`)).toMatch(
      /[\\/]katas\/00-group\/00-kata\/kata\.ts$/,
    );
  });
  it('collect gives tests and forbidden names, and runs nothing', async () => {
    const ran: string[] = [];
    const { tests, forbidden } = await collect(async () => {
      forbid(['stateDict'], idea);
      example(title, () => void ran.push('ran'));
    });
    expect(forbidden).toEqual([{ names: ['stateDict'], reason: idea }]);
    expect(tests.map((test: KataTest) => test.title)).toEqual([title]);
    expect(ran).toEqual([]);
  });
  it('two tests of one title are refused', async () => {
    const twice = () => {
      example(title, () => {});
      example(title, () => {});
    };
    await expect(outcomesOf(twice)).rejects.toThrow(
      'kit: expected a title of its own for each test, received "doubles every number" twice. Rename one of them.',
    );
  });
  it('without collector and vitest a declaration is refused', () => {
    const { it: real } = globalThis as { it?: unknown };
    Reflect.set(globalThis, 'it', undefined);
    try {
      expect(() => example(title, () => {})).toThrow(
        'kit: expected vitest or the grader around it, received neither. Run npm start.',
      );
    } finally {
      Reflect.set(globalThis, 'it', real);
    }
  });
});

group('samples', () => {
  it('shrink to one number that still fails', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const outcome = await one(
        () =>
          property(title, [gen.array()], (t, s) => {
            t.input('x', s);
            t.holds(!s.values.some((v) => v > 1), idea);
          }),
        { seed },
      );
      const cell = outcome.failure?.inputs[0]?.cell;
      expect(cell).toMatchObject({ kind: 'grid', shape: [1] });
      expect(cell?.kind === 'grid' && cell.values[0]! <= 2).toBe(true);
    }
  });
  it('nest as their shape says', () => {
    expect(new Sample([2, 2], [1, 2, 3, 4]).nested()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(new Set(gen.from(3, 8, 4).values).size).toBeGreaterThan(8);
  });
});
