import fc from 'fast-check';
import { readCatalogue } from '../../../grader/catalogue.ts';
import type { Failure, GradedKata, Kata, Problem, PropertyResult } from '../../../grader/types.ts';
import { verdicts } from '../../../grader/types.ts';
import { begin, type Event, type State, type View } from '../../../grader/watch/state.ts';
import { root } from '../../house/files.ts';

/** The real katas: their titles, hints and numbers are what the screen must hold. */
export const catalogue = readCatalogue(root);
export const katas = catalogue.groups.flatMap((group) => group.katas);
export const ids = katas.map(({ id }) => id);

export const start = (columns = 80, rows = 24): State => begin(catalogue, 'en', { columns, rows }).state;

const failure: fc.Arbitrary<Failure> = fc.record({
  idea: fc.constantFrom(
    { en: 'both layers are followed by a ReLU', zh: '两层后面都要有 ReLU' },
    { en: 'long '.repeat(60), zh: '很长'.repeat(90) },
  ),
  inputs: fc.array(
    fc.record({
      label: fc.constant({ en: 'x', zh: '输入' }),
      cell: fc.oneof(
        fc.record({
          kind: fc.constant('text' as const),
          text: fc.string({ unit: 'binary', maxLength: 200 }),
        }),
        fc.record({
          kind: fc.constant('grid' as const),
          shape: fc.constant([2, 9]),
          values: fc.array(fc.double({ noNaN: true }), { minLength: 18, maxLength: 18 }),
        }),
      ),
    }),
    { maxLength: 3 },
  ),
});

const problem: fc.Arbitrary<Problem> = fc.constantFrom<Problem>(
  {
    kind: 'type error',
    file: 'property.ts',
    line: 3,
    message: 'Type string is not assignable to type number',
  },
  { kind: 'load timeout' },
  { kind: 'import refused', file: 'kata.ts', line: 1, name: 'node:fs' },
);

export function gradedOf(kata: Kata): fc.Arbitrary<GradedKata> {
  const property = fc.record({
    status: fc.constantFrom<PropertyResult['status']>('passed', 'failed', 'out of time', 'no result'),
    failure: fc.option(failure, { nil: undefined }),
  });
  return fc
    .record({
      name: fc.constantFrom(...verdicts),
      properties: fc.array(property, { minLength: 1, maxLength: 4 }),
      problems: fc.array(problem, { maxLength: 2 }),
      printed: fc.string({ maxLength: 100 }),
    })
    .map(({ name, properties, problems, printed }) => ({
      kata,
      printed,
      verdict: {
        name,
        earned: 0,
        problems: name === 'passed' || name === 'not started' ? [] : problems,
        properties: properties.map(({ status, failure: shown }, i) => ({
          number: i + 1,
          title: kata.checks[i] ?? { en: 'law', zh: '性质' },
          status: name === 'passed' ? ('passed' as const) : status,
          ...(shown === undefined ? {} : { failure: shown }),
        })),
      },
    }));
}

const names =
  'h n p l a r u d o t ? q / f j k up down pageup pagedown space home end return escape backspace x é'.split(
    ' ',
  );
const key = fc
  .oneof(fc.constantFrom(...names), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }))
  .map((name): Event => ({ type: 'key', key: { name, text: name.length === 1 ? name : '' } }));
const kata = fc.constantFrom(...katas);
const text = { en: 'it broke', zh: '坏了' };

const verdict = kata.chain((each) =>
  fc.record({
    type: fc.constant('verdict' as const),
    id: fc.constant(each.id),
    save: fc.nat(3),
    graded: gradedOf(each),
    final: fc.boolean(),
  }),
);

const view: fc.Arbitrary<View> = fc.constantFrom<View>(
  {
    view: 'readme',
    text: '# A title ★\n\n- `code` and [a link](x.md) ![a picture](x.svg)\n\n```ts\nlet a = 1;\n```\n',
    path: 'katas/README.md',
  },
  {
    view: 'diff',
    changes: [{ file: 'katas/kata.ts', before: 'a\nb\n', after: 'a\r\nc\r\n', since: 'green' }],
  },
);

/** Whatever may happen to a session, in any order. */
export const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: key },
  { weight: 4, arbitrary: verdict },
  fc.record({ type: fc.constant('saved' as const), ids: fc.subarray(ids, { maxLength: 2 }) }),
  fc.record({
    type: fc.constant('failed' as const),
    id: fc.constantFrom(...ids),
    save: fc.nat(2),
    text: fc.constant(text),
  }),
  fc.record({ type: fc.constant('page' as const), id: fc.constantFrom(...ids), view }),
  fc.record({ type: fc.constant('line' as const), text: fc.string({ maxLength: 12 }) }),
  fc.constantFrom<Event>({ type: 'notice', notice: { kind: 'polling' } }, { type: 'course', catalogue }),
);

/** Events with the screen of one size, and the sizes people have. */
export const sizes = [60, 80, 120].flatMap((columns) => [24, 40].map((rows) => ({ columns, rows })));
