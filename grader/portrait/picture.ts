import { Ajv } from 'ajv';

const TEXT = { type: 'string', maxLength: 300 } as const;
const NUMBER = { type: 'number' } as const;
/** JSON has no NaN and no infinity: they arrive as null. */
const ANY_NUMBER = { type: ['number', 'null'] } as const;
const list = (items: object, maxItems: number) => ({ type: 'array', items, maxItems, minItems: 0 });
const object = (properties: object, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const kind = (name: string) => ({ const: name });

const row = object(
  {
    depth: { type: 'integer', minimum: 0, maximum: 40 },
    name: TEXT,
    note: TEXT,
    tiedTo: TEXT,
    marked: { type: 'boolean' },
  },
  ['tiedTo', 'marked'],
);
const cell = { type: 'array', items: { type: 'integer', minimum: 0, maximum: 64 }, minItems: 2, maxItems: 2 };
const grid = object({ label: TEXT, rows: list(list(ANY_NUMBER, 32), 32), marked: list(cell, 64) }, [
  'marked',
]);

const simple = [
  object(
    {
      kind: kind('histogram'),
      title: TEXT,
      edges: { ...list(NUMBER, 201), minItems: 2 },
      counts: { ...list({ ...NUMBER, minimum: 0 }, 200), minItems: 1 },
      expected: list({ ...NUMBER, minimum: 0 }, 200),
      marks: list(object({ at: NUMBER, label: TEXT }), 16),
    },
    ['expected'],
  ),
  object({ kind: kind('tree'), title: TEXT, rows: { ...list(row, 300), minItems: 1 } }),
  object({
    kind: kind('grids'),
    title: TEXT,
    parts: { ...list(grid, 8), minItems: 1 },
    signs: list(TEXT, 7),
  }),
  object({
    kind: kind('trace'),
    title: TEXT,
    along: TEXT,
    series: { ...list(object({ label: TEXT, values: list(ANY_NUMBER, 2000) }), 6), minItems: 1 },
  }),
];
const schema = {
  oneOf: [
    ...simple,
    object({ kind: kind('panels'), title: TEXT, pictures: { ...list({ oneOf: simple }, 6), minItems: 1 } }),
  ],
};

/** Data of a picture: of a known kind and a size that can be drawn. What it means is the library's matter. */
export type PictureData = { readonly kind: string; readonly title: string };

const isPicture = new Ajv({ allowUnionTypes: true }).compile(schema);

/** The picture a submission's code gave, or undefined when it is none: nothing of it is believed unchecked. */
export function readPicture(given: unknown): PictureData | undefined {
  if (!isPicture(given) || !fits(given as Fields)) return undefined;
  return withNumbers(given) as PictureData;
}

type Fields = { readonly [name: string]: unknown };

/** Lists that belong together are of equal length. */
function fits(picture: Fields): boolean {
  const length = (name: string): number => (picture[name] as readonly unknown[]).length;
  if (picture.kind === 'panels') return (picture.pictures as readonly Fields[]).every(fits);
  if (picture.kind === 'grids') return length('signs') === length('parts') - 1;
  if (picture.kind !== 'histogram') return true;
  const expected = picture.expected === undefined || length('expected') === length('counts');
  return expected && length('edges') === length('counts') + 1;
}

function withNumbers(value: unknown): unknown {
  if (value === null) return Number.NaN;
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withNumbers(part)]));
}
