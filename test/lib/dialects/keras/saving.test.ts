import { beforeEach, describe, expect, it } from 'vitest';
import { fromValues, ones } from '#lib';
import { clearSession, Dense, Sequential } from '#lib/keras';

beforeEach(clearSession);
function build(...widths: readonly number[]): Sequential {
  const net = new Sequential(widths.map((width, i) => new Dense(width, { name: `layer_${i}` })));
  net.call(ones([1, 2]));
  return net;
}
const filled = (net: Sequential, value: number): Sequential => {
  net.setWeights(net.getWeights().map((array) => fromValues(Array(array.size).fill(value), array.shape)));
  return net;
};

describe('saveWeights and loadWeights', () => {
  it('save copies by variable name, in the order of weights', () => {
    const net = build(3, 1);
    const saved = net.saveWeights();
    expect([...saved.keys()]).toEqual(net.weights.map((variable) => variable.name));
    saved.get('layer_0/bias:0')!.data.fill(7);
    expect(net.getWeights()[1]!.values()).toEqual([0, 0, 0]);
  });
  it('load by position, whatever the names are', () => {
    const saved = filled(build(3, 1), 5).saveWeights();
    const renamed = new Map([...saved].map(([name, values]) => [`old_${name}`, values]));
    const net = build(3, 1);
    net.loadWeights(renamed);
    expect(net.getWeights().every((array) => array.values().every((v) => v === 5))).toBe(true);
  });
  it('load by name leaves alone what is missing on either side', () => {
    const saved = new Map([...filled(build(3, 1), 5).saveWeights()].slice(0, 2));
    const net = build(3, 1, 1);
    net.loadWeights(new Map([...saved, ['other:0', fromValues([1], [1])]]), { byName: true });
    expect(net.getWeights().map((array) => array.values()[0])).toEqual([
      5,
      5,
      expect.not.closeTo(5),
      0,
      expect.not.closeTo(5),
      0,
    ]);
  });
  it('another number of weights or another shape is refused before anything changes', () => {
    const net = filled(build(3, 1), 5);
    const before = net.getWeights();
    expect(() => net.loadWeights(build(3).saveWeights())).toThrow(
      'loadWeights: expected 4 weights, received 2 (Weight count mismatch: the model expects 4 weight(s). Received 2 saved weight(s)). Build the same model, or pass byName: true.',
    );
    expect(() => net.loadWeights(build(3, 2).saveWeights())).toThrow(
      'loadWeights: expected shape (3, 1) for layer_1/kernel:0, received (3, 2) (Shape mismatch for weight layer_1/kernel:0: Weight expects shape (3, 1). Received saved weight with shape (3, 2)). Load into the same layer sizes.',
    );
    expect(net.getWeights()).toEqual(before);
  });
  it('two variables of one name cannot be saved', () => {
    const block = () => new Sequential([new Dense(2, { name: 'same' })]);
    const net = new Sequential([block(), block()]);
    net.call(ones([1, 2]));
    expect(() => net.saveWeights()).toThrow(
      "saveWeights: expected a name for every variable, received 'same/kernel:0' twice. Name the layers apart.",
    );
  });
});
