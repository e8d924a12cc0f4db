import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CheckpointError, tensor } from '#lib';
import { loadJson, saveJson } from '#lib/checkpoint';
import { damaged, sameStates, states } from './states.ts';

const text = (tensors: string, metadata = '{}', format = 'parameter-katas/state/1') =>
  `{"format":"${format}","metadata":${metadata},"tensors":${tensors}}`;
const one = (fields: string) => text(`[{${fields}}]`);

describe('json', () => {
  it('is a list of names, types, shapes and values that people can read', () => {
    const state = [
      ['0.weight', tensor([[1, -0]])] as const,
      ['b', tensor([Number.NaN], { dtype: 'float64' })] as const,
    ];
    expect(saveJson(state, [['by', 'hand']])).toBe(`{"format":"parameter-katas/state/1",
 "metadata":{"by":"hand"},
 "tensors":[
  {"name":"0.weight","dtype":"float32","shape":[1,2],
   "values":[1,-0]},
  {"name":"b","dtype":"float64","shape":[1],
   "values":["NaN"]}
]}
`);
  });
  it('gives back every number, shape, type, name and the order (property)', () => {
    fc.assert(
      fc.property(states, fc.dictionary(fc.string(), fc.string()), (state, words) => {
        const back = loadJson(saveJson(state, Object.entries(words)));
        sameStates(back.tensors, state);
        expect([...back.tensors.keys()]).toEqual([...state.keys()]);
        expect(Object.fromEntries(back.metadata)).toEqual(words);
      }),
    );
  });
  it('no text makes anything but a checkpoint or a CheckpointError (property)', () => {
    const whole = new TextEncoder().encode(saveJson([['w', tensor([[1, 2.5]])]], [['k', 'v']]));
    fc.assert(
      fc.property(damaged(whole), (bytes) => {
        try {
          loadJson(new TextDecoder().decode(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(CheckpointError);
        }
      }),
      { numRuns: 2000 },
    );
  });
  it.each([
    ['{', 'json: expected JSON, received text that is none. Save the file again.'],
    ['[]', 'expected an object, received an Array'],
    ['{"a":1,"a":2}', "expected every key once, received 'a' twice in one object"],
    [text('[]', '{}', 'other'), 'expected format "parameter-katas/state/1", received "other"'],
    [text('[]', '{}', 'x'.repeat(99)), `received "${'x'.repeat(59)}. Save`],
    [text('[]', `"${'x'.repeat(99)}"`), `received "${'x'.repeat(59)}. Save`],
    [text('[]', '{"a":1}'), 'expected metadata of strings, received {"a":1}'],
    [text('{}'), 'expected a list of tensors, received a plain object'],
    [text('[3]'), 'expected tensor 0 with a name, received undefined'],
    [
      one('"name":"w","dtype":"float16"'),
      'expected \'w\' of dtype int64, float64, float32, bool, received dtype "float16"',
    ],
    [one('"name":"w","dtype":"toString"'), 'received dtype "toString"'],
    [one('"name":"w","dtype":"bool","shape":[-1]'), "expected 'w' with a shape, received shape [-1]"],
    [
      one('"name":"w","dtype":"bool","shape":[1],"values":1'),
      "expected 'w' with values, received the number 1",
    ],
    [one('"name":"w","dtype":"bool","shape":[2],"values":[1]'), "expected 2 values for 'w', received 1"],
    [one('"name":"w","dtype":"bool","shape":[],"values":[2]'), "expected bool numbers in 'w', received 2"],
    [
      one('"name":"w","dtype":"int64","shape":[],"values":[0.5]'),
      "expected int64 numbers in 'w', received 0.5",
    ],
    [
      one('"name":"w","dtype":"float32","shape":[],"values":[1e39]'),
      "expected float32 numbers in 'w', received 1e+39",
    ],
    [
      one('"name":"w","dtype":"float32","shape":[],"values":["1"]'),
      'expected float32 numbers in \'w\', received "1"',
    ],
    [
      text(
        '[{"name":"w","dtype":"bool","shape":[0],"values":[]},{"name":"w","dtype":"bool","shape":[0],"values":[]}]',
      ),
      "expected every name once, received 'w' twice",
    ],
  ])('%# a broken text is refused with its fault', (broken, fault) => {
    expect(() => loadJson(broken)).toThrow(CheckpointError);
    expect(() => loadJson(broken)).toThrow(fault);
  });
  it('only tensors are saved', () => {
    expect(() => saveJson([['w', [1] as never]])).toThrow(
      "saveJson: expected tensors, received an Array under 'w'. Wrap numbers with tensor([...]).",
    );
    const twice = [0, 1].map((i) => ['w', tensor([i])] as const);
    expect(() => saveJson(twice)).toThrow("saveJson: expected every name once, received 'w' twice.");
    expect(() => saveJson([], [['k', null as never]])).toThrow('saveJson: expected metadata of strings');
  });
});
