import { beforeEach, describe, expect, it } from 'vitest';
import { ones } from '#lib';
import {
  Activation,
  clearSession,
  cloneModel,
  Dense,
  Flatten,
  Input,
  type Layer,
  ReLU,
  Sequential,
} from '#lib/keras';

beforeEach(clearSession);
function nested(): Sequential {
  const inner = new Sequential([new Flatten(), new Dense(4)], { name: 'inner' });
  const net = new Sequential([new Sequential([inner, new ReLU()], { name: 'block' }), new Dense(1)]);
  net.call(ones([2, 4]));
  return net;
}
const printed = (net: Sequential, options = {}) => {
  const lines: string[] = [];
  net.summary((line) => lines.push(line), options);
  return lines;
};

describe('K-45: wider summaries', () => {
  it('frames nested models, without a blank line after their last layer or the frame', () => {
    const pad = (text: string, width = 65) => text.padEnd(width);
    expect(printed(nested(), { expandNested: true }).slice(4, -5)).toEqual([
      pad(' block (Sequential)          (2, 4)                    20'),
      `|${'¯'.repeat(63)}|`,
      `${pad('| inner (Sequential)        (2, 4)                    20', 64)}|`,
      `||${'¯'.repeat(61)}||`,
      `${pad('|| flatten (Flatten)       (2, 4)                    0', 63)}||`,
      `||${' '.repeat(61)}||`,
      `${pad('|| dense (Dense)           (2, 4)                    20', 63)}||`,
      `|${'¯'.repeat(63)}|`,
      `${pad('| re_lu (ReLU)              (2, 4)                    0', 64)}|`,
      '¯'.repeat(65),
      pad(' dense_1 (Dense)             (2, 1)                    5'),
      pad(''),
    ]);
  });
  it('says what is trainable in a column of its own', () => {
    const net = nested();
    net.layers[1]!.trainable = false;
    const lines = printed(net, { showTrainable: true });
    expect(lines[1]).toBe('_'.repeat(76));
    expect(lines.slice(2, 7).map((line) => line.slice(55).trim())).toEqual([
      'Param #   Trainable',
      '='.repeat(21),
      '20        Y',
      '',
      '5         N',
    ]);
    expect(lines.every((line, i) => i === 0 || i > 8 || line.length === 76)).toBe(true);
  });
});

describe('K-60: cloneModel', () => {
  it('keeps names and structure, shares no layer and no value', () => {
    const shared = new Dense(4, { activation: 'tanh' });
    const net = new Sequential([
      Input([4]),
      shared,
      new Activation('relu'),
      shared,
      new Flatten(),
      new Dense(1, { useBias: false }),
    ]);
    net.call(ones([2, 4]));
    const copy = cloneModel(net);
    copy.call(ones([2, 4]));
    const names = (model: Sequential) => [model.name, ...model.layers.map(({ name }: Layer) => name)];
    expect(names(copy)).toEqual(names(net));
    expect(copy.weights.map(({ name, shape }) => [name, shape])).toEqual(
      net.weights.map(({ name, shape }) => [name, shape]),
    );
    expect(copy.layers.some((layer) => net.layers.includes(layer))).toBe(false);
    expect(copy.getWeights()[0]!.values()).not.toEqual(net.getWeights()[0]!.values());
    copy.setWeights(net.getWeights());
    expect(copy.call(ones([2, 4])).tolist()).toEqual(net.call(ones([2, 4])).tolist());
  });
  it('clones nested models too', () => {
    const copy = cloneModel(nested());
    copy.call(ones([2, 4]));
    expect(copy.weights.map(({ name }) => name)).toEqual([
      'dense/kernel:0',
      'dense/bias:0',
      'dense_1/kernel:0',
      'dense_1/bias:0',
    ]);
  });
});
