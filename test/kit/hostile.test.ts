import { expect, describe as group, it } from 'vitest';
import { isGradEnabled, noGrad } from '#lib';
import { type Check, collect, example, gen, type Outcome, property, runCollected } from './index.ts';
import { computed } from './watchdog.ts';

const title = { en: 'a law', zh: '定律' };
const idea = { en: 'the idea', zh: '想法' };

async function one(load: () => void, options = {}): Promise<Outcome> {
  const { tests } = await collect(async () => load());
  const [outcome] = await runCollected(tests, { budgetMs: 200, ...options });
  // Whatever happened, it travels to another process.
  expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  return outcome!;
}
const visible = (body: (t: Check) => void) => one(() => example(title, body));
/** A list whose only item is the list. */
const circle: unknown[] = [];
circle.push(circle);

const wait = (milliseconds: number): void => {
  for (const end = computed() + milliseconds; computed() < end; );
};

it('a test that is ended inside noGrad leaves the next one recording', async () => {
  const { tests } = await collect(async () => {
    example({ en: 'endless', zh: '没完没了' }, () =>
      noGrad(() => {
        for (;;);
      }),
    );
    example({ en: 'next', zh: '下一个' }, (t) => t.equal(isGradEnabled(), true, idea));
  });
  const outcomes = await runCollected(tests, { budgetMs: 200 });
  expect(outcomes.map(({ status }) => status)).toEqual(['out of time', 'passed']);
});

group('thrown values', () => {
  it('a proxy that never answers is stopped with the test that met it', async () => {
    const endless = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          for (;;);
        },
      },
    );
    const thrower = () => {
      throw endless;
    };
    expect((await visible(thrower)).status).toBe('out of time');
    expect((await one(() => property(title, [gen.dim()], thrower))).status).toBe('out of time');
  });
  it('an object that holds itself a million times over is named in short', async () => {
    let many: unknown = 1;
    for (let depth = 0; depth < 40; depth++) many = { a: many, b: many };
    const outcome = await visible(() => {
      throw many;
    });
    expect(outcome.status).toBe('failed');
    expect(JSON.stringify(outcome).length).toBeLessThan(1000);
  });
  it('an error that looks like the clock is an error', async () => {
    const outcome = await visible(() => {
      throw Object.assign(new Error('mine'), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
    });
    expect(outcome).toMatchObject({ status: 'failed', failure: { received: { text: 'mine' } } });
  });
  it('something else than an error is told in both languages', async () => {
    const outcome = await visible(() => {
      throw undefined;
    });
    expect(outcome.failure?.received).toEqual({
      kind: 'words',
      words: { en: 'threw undefined', zh: '抛出了 undefined' },
    });
  });
});

group('answers', () => {
  it('NaN and infinities survive as lines, with the first difference', async () => {
    const outcome = await visible((t) => t.close([1, Number.NaN], [1, 2], idea));
    expect(outcome.failure).toMatchObject({
      expected: { kind: 'list', items: ['1', '2'] },
      received: { kind: 'list', items: ['1', 'NaN'] },
      firstDifference: [1],
    });
    const table = await visible((t) =>
      t.close(
        { shape: [2, 2], values: [1, 2, Number.NEGATIVE_INFINITY, 4] },
        [
          [1, 2],
          [3, 4],
        ],
        idea,
      ),
    );
    expect(table.failure).toMatchObject({
      expected: { items: ['1, 2', '3, 4'] },
      received: { items: ['1, 2', '-Infinity, 4'] },
      firstDifference: [1],
    });
  });
  it.each([
    ['strings', { shape: [1], values: ['4'] }],
    ['more numbers than the shape has room for', { shape: [1], values: [4, 4] }],
    ['a shape nobody can read', { shape: [99999, 99999], stride: [1, 1], get: () => 4 }],
    ['a list that holds itself', circle],
    [
      'something that throws when it is read',
      {
        get shape() {
          throw new Error('no');
        },
      },
    ],
    ['nothing', undefined],
  ])('%s are not the numbers asked for', async (_, value) => {
    const outcome = await visible((t) => t.close(value, [4], idea));
    expect(outcome).toMatchObject({ status: 'failed', failure: { idea } });
  });
  it('what a function gives twice may be no numbers on either side', async () => {
    const outcome = await visible((t) => t.close([1], null, idea));
    expect(outcome).toMatchObject({ status: 'failed', failure: { idea, expected: { text: 'null' } } });
  });
  it('typed arrays and views of ndarray are numbers', async () => {
    const outcome = await visible((t) => {
      t.close(new Float32Array([1, 2]), [1, 2], idea);
      t.close({ shape: [2], stride: [1], get: (i: number) => i }, [0, 1], idea);
    });
    expect(outcome.status).toBe('passed');
  });
  it('lists that hold themselves differ, and say so in short', async () => {
    const other: unknown[] = [];
    other.push(other);
    const outcome = await visible((t) => t.equal(circle, other, idea));
    expect(outcome.status).toBe('failed');
    expect(JSON.stringify(outcome).length).toBeLessThan(1000);
  });
  it.each([Number.NaN, Number.POSITIVE_INFINITY, 'many'])(
    'a list whose length is %s equals nothing',
    async (length) => {
      const get = (list: unknown[], key: string): unknown =>
        key === 'length' ? length : Reflect.get(list, key);
      const lying = new Proxy([1, 2], { get } as ProxyHandler<unknown[]>);
      const outcome = await visible((t) => t.equal(lying, [1, 2, 3], idea));
      expect(outcome).toMatchObject({ status: 'failed', failure: { idea } });
    },
  );
  it.each(['findIndex', 'every', 'map', 'join', 'some', 'push'] as const)(
    'an answer that replaces Array.prototype.%s for one call does not pass',
    async (name) => {
      const real = Array.prototype[name];
      const replace = (): number[] => {
        Reflect.set(Array.prototype, name, () => {
          Reflect.set(Array.prototype, name, real);
          return -1;
        });
        return [5];
      };
      try {
        const outcome = await visible((t) => t.close({ shape: [1], values: replace }, [4], idea));
        expect(outcome.status).toBe('failed');
      } finally {
        Reflect.set(Array.prototype, name, real);
      }
    },
  );
});

group('time', () => {
  it('a hanging case is not met again to shrink it, shown, and replayed by seed and path', async () => {
    let met = 0;
    const law = () =>
      property(title, [gen.dim(1, 9)], (t, n) => {
        t.input('n', n);
        if (n === 7) met++;
        while (n === 7);
        t.holds(true, idea);
      });
    const outcome = await one(law, { budgetMs: 500 });
    // On a busy machine all cases, and then each, are begun anew twice at most.
    expect(met).toBeLessThanOrEqual(6);
    const seven = { inputs: [{ cell: { kind: 'text', text: '7' } }] };
    expect(outcome).toMatchObject({ status: 'out of time', failure: seven });
    const { seed, path } = outcome;
    expect(await one(law, { seed, path })).toMatchObject({ status: 'out of time', failure: seven });
  });
  it('cases that are slow one by one are too slow together', async () => {
    const outcome = await one(() =>
      property(title, [gen.dim()], (t) => {
        wait(20);
        t.holds(true, idea);
      }),
    );
    expect(outcome.status).toBe('out of time');
    expect(outcome.failure?.idea.en).toMatch(/^Your function is too slow: \d+ of 100 cases took 500 ms$/);
  });
  it('a slow wrong answer still shows its smallest case', async () => {
    const outcome = await one(() =>
      property(title, [gen.dim(1, 1000)], (t, n) => {
        t.input('n', n);
        wait(4);
        t.holds(n < 600, idea);
      }),
    );
    expect(outcome).toMatchObject({
      status: 'failed',
      failure: { idea, inputs: [{ cell: { text: '600' } }] },
    });
  });
});

group('tests that test nothing', () => {
  it('a body that waits is refused', async () => {
    const late = (async (t: Check) => {
      await null;
      t.holds(false, idea);
    }) as never;
    const message =
      'kit: expected a test that checks at once, received a promise. Make its body synchronous.';
    for (const load of [() => example(title, late), () => property(title, [gen.dim()], late)]) {
      expect(await one(load)).toMatchObject({ status: 'broken', failure: { idea: { en: message } } });
    }
  });
  it('a loop over an empty answer is no pass', async () => {
    const nothing = (t: Check): void => {
      for (const item of [] as number[]) t.equal(item, 1, idea);
    };
    for (const load of [() => example(title, nothing), () => property(title, [gen.dim()], nothing)]) {
      const outcome = await one(load);
      expect(outcome.status).toBe('failed');
      expect(outcome.failure?.idea.en).toBe('Nothing was checked: your function gave nothing to look at');
    }
  });
});
