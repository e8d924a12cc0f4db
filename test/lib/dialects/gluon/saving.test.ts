import { beforeEach, describe, expect, it } from 'vitest';
import { ones } from '#lib';
import { Dense, Flatten, record, resetNames, Sequential, tensor } from '#lib/gluon';

beforeEach(resetNames);
describe('saving and loading', () => {
  function tied(): Sequential {
    const model = new Sequential();
    const shared = new Dense(8, { inUnits: 8 });
    model.add(
      new Dense(8, { inUnits: 4 }),
      shared,
      new Dense(8, { params: shared.params, inUnits: 8 }),
      new Dense(2, { inUnits: 8 }),
    );
    model.initialize();
    return model;
  }
  function untied(inUnits = [4, 8, 8, 8], useBias = true): Sequential {
    const model = new Sequential();
    for (const [i, width] of inUnits.entries())
      model.add(new Dense(i === 3 ? 2 : 8, { inUnits: width, useBias }));
    return model;
  }

  it('G-82: a shared value is stored under each name, or under its last', () => {
    const each = [0, 1, 2, 3].flatMap((i) => [`${i}.weight`, `${i}.bias`]);
    expect([...tied().saveParameters().keys()]).toEqual(each);
    expect([...tied().saveParameters({ deduplicate: true }).keys()]).toEqual(
      each.filter((name) => !name.startsWith('1.')),
    );
  });
  it('G-83: loads into a net that was never initialized, and creates no tie', () => {
    const source = tied();
    const target = untied([0, 0, 0, 0]);
    target.loadParameters(source.saveParameters());
    expect(target.call(ones([1, 4])).tolist()).toEqual(source.call(ones([1, 4])).tolist());
    expect(target.at<Dense>(1).weight).not.toBe(target.at<Dense>(2).weight);
    const again = tied();
    again.loadParameters(source.saveParameters({ deduplicate: true }));
    expect(again.call(ones([1, 4])).tolist()).toEqual(source.call(ones([1, 4])).tolist());
  });
  it('G-83: what is missing, extra, or of another shape or dtype is refused, and nothing changes', () => {
    const saved = tied().saveParameters({ deduplicate: true });
    const target = untied();
    target.initialize('ones');
    const before = [...target.saveParameters().values()].map((a) => [...a.data]);
    expect(() => target.loadParameters(saved)).toThrow(
      "loadParameters: expected values for '1.weight', received none (Parameter '1.weight' is missing in file, which contains '0.weight', '0.bias', '2.weight', '2.bias', '3.weight', '3.bias'). Save a net of the same structure, or pass allowMissing: true.",
    );
    expect(() => untied([4, 8, 8, 8], false).loadParameters(tied().saveParameters())).toThrow(
      "loadParameters: expected names this block has, received '0.bias' (it is not present in ParameterDict, which contains '0.weight', '1.weight', '2.weight', '3.weight'). Or pass ignoreExtra: true.",
    );
    expect(() => untied([5, 8, 8, 8]).loadParameters(tied().saveParameters())).toThrow(
      'loadParameters 0.weight: expected shape (8, 5), received (8, 4) (shape incompatible expected (8, 5)). Load into the same layer sizes.',
    );
    const wide = new Dense(1, { inUnits: 1, useBias: false, dtype: 'float64' });
    wide.initialize('ones');
    const narrow = new Dense(1, { inUnits: 1, useBias: false });
    expect(() => narrow.loadParameters(wide.saveParameters())).toThrow(
      'loadParameters weight: expected float32, received float64 (dtype incompatible expected float32). Pass castDtype: true to convert.',
    );
    narrow.loadParameters(wide.saveParameters(), { castDtype: true });
    expect([narrow.weight.data().item(), narrow.weight.data().dtype]).toEqual([1, 'float32']);
    narrow.loadParameters(wide.saveParameters(), { castDtype: true, dtypeSource: 'saved' });
    expect([narrow.weight.data().item(), narrow.weight.data().dtype]).toEqual([1, 'float64']);
    expect(() => record(() => target.loadParameters(saved))).toThrow(
      'loadParameters: expected a write outside record, received one inside record (Assigning to NDArrays that are already in a computational graph). Call it outside.',
    );
    expect([...target.saveParameters().values()].map((a) => [...a.data])).toEqual(before);
    target.loadParameters(saved, { allowMissing: true });
    expect(target.at<Dense>(1).weight.data().tolist()).toEqual(ones([8, 8]).tolist());
  });
  it('G-83: the path of a file is no file', () => {
    expect(() => tied().loadParameters('net.params' as never)).toThrow(
      "loadParameters: expected a Map of names and arrays, received the string 'net.params'. Read a file first: (await loadCheckpoint(path)).tensors.",
    );
  });
  it('G-83: a file without dots goes by the parameters’ own names', () => {
    const model = new Sequential({ prefix: 'net_' });
    model.nameScope(() => model.add(new Dense(1, { inUnits: 1 })));
    const [weight, bias] = [ones([1, 1]).array, ones([1]).array];
    model.loadParameters(
      new Map([
        ['arg:dense0_weight', weight],
        ['dense0_bias', bias],
      ]),
    );
    expect([...model.collectParams().values()].map((p) => p.data().item())).toEqual([1, 1]);
    expect(() => model.loadParameters(new Map([['dense0_weight', weight]]))).toThrow(
      "Parameter 'dense0_bias' is missing in file",
    );
  });
  it('G-83: long lists of names are cut', () => {
    const model = untied();
    model.initialize();
    const extra = new Map([...model.saveParameters(), ['x.y', tensor([1]).array]]);
    expect(() => model.loadParameters(extra)).toThrow(
      "contains '0.weight', '0.bias', '1.weight', ..., '2.weight', '2.bias', '3.weight', '3.bias')",
    );
    model.loadParameters(extra, { ignoreExtra: true });
  });
  it('Flatten has nothing to save', () => {
    expect(new Flatten().saveParameters().size).toBe(0);
  });
});
