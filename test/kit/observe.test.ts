import { expect, describe as group, it } from 'vitest';
import { alike, isRight, steady } from './behaviour.ts';
import { behaviourOf, collect, example, gen, property, type Sight, type Trace } from './index.ts';
import { sightOf } from './sight.ts';

const title = { en: 'a title', zh: '标题' };
const idea = { en: 'an idea', zh: '想法' };

/** What is seen of the one test that `load` declares. */
async function traceOf(load: () => void, hanging: string[] = []): Promise<Trace> {
  const { tests } = await collect(async () => load());
  return behaviourOf(tests, 200, hanging)[title.en]!;
}

group('a look at a submission', () => {
  it('sees nothing wrong in a right answer, and all that is in a wrong one', async () => {
    const answering = (double: (x: number) => unknown) => () =>
      property(title, [gen.integer(0, 9)], (t, x) => {
        t.equal(double(x), 2 * x, idea);
        t.holds(true, idea);
        t.close(double(x), 2 * x, idea);
      });
    expect(isRight(await traceOf(answering((x) => x + x)))).toBe(true);
    const trace = await traceOf(answering((x) => x * x));
    expect(isRight(trace)).toBe(false);
    expect(trace).toContainEqual({
      number: expect.any(Number),
      sights: [
        [1, { form: '#', numbers: [81] }],
        [3, { form: '#', numbers: [81] }],
      ],
      threw: false,
    });
  });

  it('goes on where a judge would stop, and says when an error ends the case', async () => {
    const box = { inside: [1, 2] };
    const trace = await traceOf(() =>
      example(title, (t) => {
        t.identical(null, box, idea);
        t.identical({ array: [1, 2] }, { array: [1, 2] }, idea);
        t.identical({ array: [1, 3] }, { array: [1, 2] }, idea);
        t.identical({ array: [1] }, { array: [1, 2] }, idea);
        t.identical({}, box, idea);
        t.different(box, box, idea);
        t.holds(false, idea);
        t.throws(() => [7, 'seven'], [], idea);
        t.throws(
          () => {
            throw new Error('one, three');
          },
          ['one', 'two', 'three', 'four'],
          idea,
        );
        t.throws(
          () => {
            throw 'no error';
          },
          ['one'],
          idea,
        );
        t.runs(() => box.inside.at(9)!.toFixed(), idea).length;
      }),
    );
    expect(trace).toEqual([
      {
        number: 0,
        sights: [
          [1, { form: 'null' }],
          [2, { form: 'another object, same numbers' }],
          [3, { form: 'another object, other numbers' }],
          [4, { form: 'another object (1)' }],
          [5, { form: 'another object' }],
          [6, { form: 'the same object' }],
          [7, { form: 'does not hold' }],
          [8, { form: '[#,"seven"]', numbers: [7] }],
          [9, { form: 'did not say 1,3' }],
          [10, { form: 'threw no Error' }],
          [11, { form: 'threw' }],
        ],
        threw: true,
      },
    ]);
  });

  it('takes what varies from time to time as varying', async () => {
    let calls = 0;
    const trace = await traceOf(() =>
      example(title, (t) => {
        calls++;
        t.equal([1, calls], [], idea);
        t.equal(calls % 2 === 0 ? 'even' : 'odd', '', idea);
      }),
    );
    expect(trace).toEqual([
      {
        number: 0,
        sights: [
          [1, { form: '[#,#]', numbers: [1, null] }],
          [2, { form: '?' }],
        ],
        threw: false,
      },
    ]);
  });

  it('ends with a test that does not, and does not enter one that is known not to', async () => {
    let calls = 0;
    const hang = () =>
      example(title, () => {
        calls++;
        for (;;);
      });
    expect(await traceOf(hang)).toBe('out of time');
    const before = calls;
    expect(await traceOf(hang, [title.en])).toBe('out of time');
    expect(calls).toBe(before);
  });

  it('says that a stub is not started', async () => {
    const stub = (): never => {
      throw new Error('Not started: 00-group/00-kata');
    };
    expect(await traceOf(() => property(title, [gen.dim()], (t) => t.equal(stub(), 1, idea)))).toBe(
      'not started',
    );
  });

  it('is bounded, however much there is to see', async () => {
    const huge = Array.from({ length: 500 }, () => Array.from({ length: 500 }, () => 'x'.repeat(1000)));
    const trace = await traceOf(() =>
      example(title, (t) => {
        for (let i = 0; i < 200; i++) t.equal([huge, new Float64Array(1e5)], 1, idea);
      }),
    );
    expect(JSON.stringify(trace).length).toBeLessThan(150_000);
  });
});

group('a sight', () => {
  it('keeps form and numbers apart', () => {
    expect(sightOf([['weight', [2, 2], -0], undefined, () => 1, { a: 1 }])).toEqual({
      form: '[["weight",[#,#],#],undefined,function,object]',
      numbers: [2, 2, 0],
    });
    expect(sightOf(Number.NaN)).toEqual({ form: 'NaN' });
  });
  it('tells a list from what holds numbers in a shape, and looks into both', () => {
    const held = { form: '(2)##', numbers: [0.5, 1] };
    expect(sightOf(new Float32Array([0.5, 1]))).toEqual(held);
    expect(sightOf({ shape: [2], values: [0.5, 1] })).toEqual(held);
    expect(sightOf([0.5, 1])).toEqual({ form: '[#,#]', numbers: [0.5, 1] });
  });
});

group('two behaviours', () => {
  const saw = (...sights: Sight[]): Trace => [
    { number: 3, sights: sights.map((sight, i) => [i + 1, sight]), threw: false },
  ];
  const numbers = (...list: (number | null)[]): Trace =>
    saw({ form: `[${list.map(() => '#').join()}]`, numbers: list });
  it('are alike up to rounding, measured by the largest number beside', () => {
    expect(alike(numbers(1000, 1), numbers(1000.01, 1.01))).toBe(true);
    expect(alike(numbers(1, 1), numbers(1, 1.001))).toBe(false);
    expect(alike(numbers(0, 0), numbers(0, 0))).toBe(true);
  });
  it('are not alike when one varies and the other does not', () => {
    expect(alike(numbers(1, null), numbers(1, null))).toBe(true);
    expect(alike(numbers(1, null), numbers(1, 2))).toBe(false);
  });
  it('are not alike when form, check, case or end differ', () => {
    expect(alike(saw({ form: '"a"' }), saw({ form: '"b"' }))).toBe(false);
    expect(alike(saw({ form: '"a"' }), saw({ form: '"a"' }, { form: '"a"' }))).toBe(false);
    expect(alike(saw({ form: '"a"' }), [])).toBe(false);
    expect(alike([{ number: 1, sights: [], threw: true }], [{ number: 2, sights: [], threw: true }])).toBe(
      false,
    );
    expect(alike('out of time', 'out of time')).toBe(true);
    expect(alike('out of time', [])).toBe(false);
  });
  it('that differ in their cases are unsteady there', () => {
    const unsteady = [{ number: 3, sights: [[0, { form: '?' }]], threw: false }];
    expect(steady(saw({ form: '"a"' }), [])).toEqual(unsteady);
    expect(steady([], saw({ form: '"a"' }))).toEqual(unsteady);
    expect(steady('out of time', [])).toBe('out of time');
    expect(steady([], 'out of time')).toBe('out of time');
  });
});
