import { expect, it } from 'vitest';
import { fromValues } from '../../../lib/array/array.ts';
import { Linear } from '../../../lib/layers/linear.ts';
import { Module } from '../../../lib/nn/module.ts';
import { Parameter } from '../../../lib/nn/parameter.ts';

it('own parameters come in order, with repeats and empty places, and without those of children', () => {
  const one = new Parameter(fromValues([1], [1]));
  const root = new Module();
  root.registerParameter('10', one);
  root.addModule('child', new Linear(2, 3));
  root.registerParameter('2', one);
  root.registerParameter('none', null);
  const slots = root.parameterSlots();
  expect(slots.map(([name]) => name)).toEqual(['10', '2', 'none']);
  expect(slots.map(([, value]) => value === one)).toEqual([true, true, false]);
  expect(slots[2]![1]).toBe(null);
});

it('a layer without bias keeps the place of its bias', () => {
  const layer = new Linear(2, 3, { bias: false });
  expect(layer.parameterSlots()).toEqual([
    ['weight', layer.weight],
    ['bias', null],
  ]);
});
