import { describe, expect, it } from 'vitest';
import { CheckpointError, Linear, loadModel, loadTensors, Parameter, saveModel, tensor } from '#lib';
import { chooseNames, loadCheckpointInto, saveTensors } from '#lib/checkpoint';
import { tied, untied } from './states.ts';

describe('tied modules in safetensors', () => {
  it('case 60: the first name of each tie is stored, and the others are told in the metadata', () => {
    const net = tied();
    const { tensors: stored, metadata } = loadTensors(saveModel(net));
    expect([[...stored.keys()], Object.fromEntries(metadata)]).toEqual([
      ['0.bias', '0.weight'],
      { '2.bias': '0.bias', '2.weight': '0.weight' },
    ]);
    expect(stored.get('0.weight')!.tolist()).toEqual(net.getParameter('0.weight').tolist());
    expect(loadTensors(saveModel(net, [['2.bias', 'mine']])).metadata.get('2.bias')).toBe('mine');
  });
  it('S-04: load into a tied module; an untied one lacks a name unless not strict', () => {
    const source = tied();
    const bytes = saveModel(source);
    const target = tied();
    expect(loadModel(target, bytes)).toEqual({ missing: new Set(), unexpected: new Set() });
    expect(target.getParameter('2.weight').tolist()).toEqual(source.getParameter('0.weight').tolist());
    expect(target.getParameter('2.weight')).toBe(target.getParameter('0.weight'));
    expect(() => loadModel(untied(), bytes)).toThrow(
      'loadModel: expected the names of the module, received Missing key(s): 2.weight, 2.bias. Build the same ties, or pass strict: false.',
    );
    expect(loadModel(untied(), bytes, { strict: false }).missing).toEqual(new Set(['2.weight', '2.bias']));
    expect(() => loadModel(new Linear(2, 2), bytes)).toThrow(
      'Missing key(s): weight, bias; Unexpected key(s): 0.bias, 0.weight',
    );
  });
  it('a broken file changes nothing', () => {
    const net = tied();
    const before = net.getParameter('0.weight').tolist();
    expect(() => loadModel(net, saveModel(net).slice(0, -1))).toThrow(CheckpointError);
    expect(net.getParameter('0.weight').tolist()).toEqual(before);
  });
});

describe('the three conventions', () => {
  it('S-05: first keeps the first as text, last the last in order, all every name', () => {
    const state = tied().stateDict();
    const kept = (ties: 'first' | 'last' | 'all') => [...chooseNames(state, ties).kept.keys()];
    expect(kept('first')).toEqual(['0.weight', '0.bias']);
    expect(kept('last')).toEqual(['2.weight', '2.bias']);
    expect(kept('all')).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
    expect(chooseNames(state, 'last').dropped).toEqual(
      new Map([
        ['0.weight', '2.weight'],
        ['0.bias', '2.bias'],
      ]),
    );
  });
  it('first is by text, not by number: 10 before 2', () => {
    const shared = new Parameter(tensor([1]));
    const state = new Map([
      ['2.w', shared],
      ['10.w', shared],
    ]);
    expect([...chooseNames(state, 'first').kept.keys()]).toEqual(['10.w']);
    expect([...chooseNames(state, 'last').kept.keys()]).toEqual(['10.w']);
  });
  it('none is chosen silently where something is tied; without ties none is needed', () => {
    expect(() => chooseNames(tied().stateDict(), undefined)).toThrow(
      "ties: expected 'first', 'last' or 'all', received none, and 0.weight and 2.weight are tied. 'first' is safetensors' way, 'last' is Gluon's, 'all' is PyTorch's.",
    );
    expect(chooseNames(untied().stateDict(), undefined).dropped.size).toBe(0);
  });
  it('whichever was chosen, a tied module takes it back and stays tied', () => {
    for (const ties of ['first', 'last', 'all'] as const) {
      const source = tied();
      const target = tied();
      loadCheckpointInto(target, { tensors: chooseNames(source.stateDict(), ties).kept });
      expect(target.getParameter('2.weight')).toBe(target.getParameter('0.weight'));
      expect(target.getParameter('0.weight').tolist()).toEqual(source.getParameter('0.weight').tolist());
    }
  });
});

describe('loading into a module', () => {
  const bytesOf = (net: ReturnType<typeof untied>) => saveTensors(net.stateDict());
  it('two values for one tied parameter are refused, and nothing is changed', () => {
    const target = tied();
    const before = target.getParameter('0.weight').tolist();
    expect(() => loadModel(target, bytesOf(untied()))).toThrow(
      'loadModel: expected one value for 0.weight and 2.weight, which are tied, received two. Load it into a module without the tie, or leave one of the names out.',
    );
    expect(target.getParameter('0.weight').tolist()).toEqual(before);
  });
  it('another shape is refused before the first value is copied', () => {
    const target = untied();
    const before = target.getParameter('0.weight').tolist();
    const tensors = new Map(untied().stateDict());
    tensors.set('2.bias', tensor([1, 2, 3]));
    expect(() => loadCheckpointInto(target, { tensors })).toThrow(
      'loadModel 2.bias: expected shape (2,), received (3,). Build the module with the sizes it was saved with.',
    );
    expect(target.getParameter('0.weight').tolist()).toEqual(before);
  });
});
