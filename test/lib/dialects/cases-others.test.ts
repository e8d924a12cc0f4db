import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fromValues, ones } from '#lib';
import * as gluon from '#lib/gluon';
import * as keras from '#lib/keras';

const X = new gluon.Tensor(fromValues([0.1, 0.4, 0.7, 0.2, 0.9, 0.3, 0.5, 0.8], [2, 4]));
const warnings = (body: () => void): string[] => {
  const spy = vi.spyOn(console, 'warn').mockImplementation(() => {});
  body();
  const texts = spy.mock.calls.map(([text]) => String(text));
  spy.mockRestore();
  return texts;
};

/** The differential cases of Gluon, by their number in the specification. 43 is the twin M08. */
describe('Gluon case', () => {
  const { Dense, init, Sequential } = gluon;
  type Net = gluon.Sequential;
  beforeEach(gluon.resetNames);
  const build = (): Net => {
    const net = new Sequential();
    net.add(new Dense(8, { activation: 'relu' }), new Dense(1));
    return net;
  };
  const run = (net = build()): Net => {
    net.initialize();
    net.call(X);
    return net;
  };
  const values = (net: Net) => [...net.collectParams().values()].map((p) => p.data().flatten().tolist());
  const tied = (): Net => {
    const net = new Sequential();
    const shared = new Dense(8, { activation: 'relu' });
    net.add(new Dense(8, { activation: 'relu' }), shared);
    net.add(new Dense(8, { activation: 'relu', params: shared.params }), new Dense(10));
    net.initialize();
    net.call(ones([2, 20]));
    return net;
  };

  it('39: the parameters of a layer', () => {
    expect(String(run().at(1).params)).toBe(
      'dense1_ (\n  Parameter dense1_weight (shape=(1, 8), dtype=float32)\n  Parameter dense1_bias (shape=(1,), dtype=float32)\n)',
    );
  });
  it('40: before initialize the width is −1', () => {
    const net = build();
    expect(String(net)).toContain('(0): Dense(-1 -> 8, Activation(relu))');
    expect(String(net.collectParams())).toContain('shape=(8, -1)');
  });
  it('42: the gradient is zeros before backward', () => {
    expect(run().at<gluon.Dense>(1).weight.grad().tolist()).toEqual([new Array(8).fill(0)]);
  });
  it('43: the names of a second net go on, and it has its own prefix', () => {
    run();
    const net = new Sequential();
    for (let i = 0; i < 9; i++) net.add(new Dense(1));
    expect([...net.collectParams().keys()].filter((name) => name.endsWith('weight'))).toEqual(
      Array.from({ length: 9 }, (_, i) => `dense${i + 2}_weight`),
    );
    expect(net.params.prefix).toBe('sequential1_');
  });
  it('45: a second initialize warns once per parameter and changes nothing', () => {
    const net = run();
    const before = values(net);
    expect(warnings(() => net.initialize())).toHaveLength(4);
    expect(values(net)).toEqual(before);
  });
  it('46: Constant(1) leaves the biases at 0', () => {
    const net = run();
    net.initialize(new init.Constant(1), { forceReinit: true });
    expect(values(net)).toEqual([new Array(32).fill(1), new Array(8).fill(0), new Array(8).fill(1), [0]]);
  });
  it('48: a rule of your own is called once per weight', () => {
    const lines: string[] = [];
    class MyInit extends gluon.Initializer {
      override _initWeight(name: string, data: gluon.Tensor): void {
        lines.push(`Init ${name} (${data.shape.join(', ')})`);
      }
    }
    run().initialize(new MyInit(), { forceReinit: true });
    expect(lines).toEqual(['Init dense0_weight (8, 4)', 'Init dense1_weight (1, 8)']);
  });
  it('49: values set while the shape is unknown stay, and the rule is not called', () => {
    const net = build();
    const never = new (class extends gluon.Initializer {})();
    net.initialize('ones');
    const { weight } = net.at<gluon.Dense>(0);
    weight.initialize({ init: never });
    weight.setData(new Array(8).fill([1, 2, 3, 4]));
    net.call(X);
    expect(weight.data().tolist()).toEqual(new Array(8).fill([1, 2, 3, 4]));
  });
  it('50: tied layers share one Parameter under the lender’s name', () => {
    const net = tied();
    const params = net.collectParams();
    expect([...params.keys()]).toEqual([
      'dense1_weight',
      'dense1_bias',
      'dense0_weight',
      'dense0_bias',
      'dense3_weight',
      'dense3_bias',
    ]);
    expect(net.at<gluon.Dense>(2).weight).toBe(net.at<gluon.Dense>(1).weight);
    const row = (i: number) => net.at<gluon.Dense>(i).weight.data().select(0, 0);
    expect(gluon.arrayStr(row(1).eq(row(2)))).toBe(`[ True${'  True'.repeat(7)}]`);
  });
  it('52: saved once per name or once per value; the second does not fit an untied net', () => {
    const all = [0, 1, 2, 3].flatMap((i) => [`${i}.weight`, `${i}.bias`]);
    const net = tied();
    expect([...net.saveParameters().keys()]).toEqual(all);
    const slim = net.saveParameters({ deduplicate: true });
    expect([...slim.keys()]).toEqual(all.filter((name) => !name.startsWith('1.')));
    const untied = new Sequential();
    untied.add(new Dense(8), new Dense(8), new Dense(8), new Dense(10));
    expect(() => untied.loadParameters(slim)).toThrow('is missing in file');
    untied.loadParameters(slim, { allowMissing: true });
    expect(untied.at<gluon.Dense>(2).weight.data().tolist()).toEqual(
      net.at<gluon.Dense>(2).weight.data().tolist(),
    );
  });
  it('54: write keeps the last gradient, add the sum of both', () => {
    const gradient = (req: gluon.GradReq, passes: number) => {
      const net = run();
      const { weight } = net.at<gluon.Dense>(1);
      net.initialize('ones', { forceReinit: true });
      weight.gradReq = req;
      for (let i = 0; i < passes; i++) gluon.backward(gluon.record(() => net.call(X)));
      return weight.grad().flatten().tolist() as number[];
    };
    const once = gradient('write', 1);
    expect(once.some((g) => g !== 0)).toBe(true);
    expect(gradient('write', 2)).toEqual(once);
    expect(gradient('add', 2)).toEqual(once.map((g) => 2 * g));
  });
});

/** The differential cases of Keras, by their number in the specification. 57 stands with the layers. */
describe('Keras case', () => {
  const { Dense, Flatten, Sequential } = keras;
  beforeEach(keras.clearSession);

  it('55: names and summary of the nested net', () => {
    const dense = (units = 4) => new Dense(units, { activation: 'relu' });
    new Sequential([new Flatten(), dense(), new Dense(1)]);
    const net = new Sequential();
    const blocks = new Sequential();
    for (let i = 0; i < 4; i++) blocks.add(new Sequential([new Flatten(), dense()], { name: `block-${i}` }));
    net.add(blocks);
    net.add(new Dense(1));
    net.call(X);
    const pad = (text: string) => text.padEnd(65);
    const lines: string[] = [];
    expect(net.summary((line) => lines.push(line))).toBeNull();
    expect(lines.join('\n').split('\n')).toEqual([
      'Model: "sequential_1"',
      '_'.repeat(65),
      pad(' Layer (type)                Output Shape              Param #'),
      '='.repeat(65),
      pad(' sequential_2 (Sequential)   (2, 4)                    80'),
      pad(''),
      pad(' dense_6 (Dense)             (2, 1)                    5'),
      pad(''),
      '='.repeat(65),
      'Total params: 85',
      'Trainable params: 85',
      'Non-trainable params: 0',
      '_'.repeat(65),
    ]);
    const inner = (net.layers[0] as keras.Sequential).layers[1] as keras.Sequential;
    expect(inner.layers[1]!.weights[1]!.name).toBe('dense_3/bias:0');
  });
  it('59: seeded Glorot numbers, and the limit of the default', () => {
    const drawn = new keras.GlorotUniform({ seed: 42 }).call([2, 2]).values();
    [-0.5329278, -0.00387776, 0.5277635, -1.1752602].forEach((value, i) => {
      expect(drawn[i]).toBeCloseTo(value, 7);
    });
    const layer = new Dense(60);
    layer.call(ones([1, 40]));
    const largest = Math.max(...layer.getWeights()[0]!.values().map(Math.abs));
    // 2,400 draws: below 0.98 of the limit but once in 10²¹.
    expect(largest).toBeLessThanOrEqual(Math.sqrt(6 / 100));
    expect(largest).toBeGreaterThan(0.98 * Math.sqrt(6 / 100));
  });
});
