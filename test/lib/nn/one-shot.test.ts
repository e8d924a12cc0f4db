import { describe, expect, it } from 'vitest';
import { countParameters, Linear, Module, ones, Parameter, Sequential } from '#lib';

const net = () => new Sequential(new Linear(2, 3), new Linear(3, 1));

describe('a listing', () => {
  it('is given once, as by a Python generator', () => {
    const named = net().namedParameters();
    expect([...named].map(([path]) => path)).toEqual(['0.weight', '0.bias', '1.weight', '1.bias']);
    expect([...named]).toEqual([]);
    expect(named.next()).toEqual({ value: undefined, done: true });
  });
  it.each([0, 1, 8, 9, 24, 25, 12_280, 12_281])(
    'of %i parameters gives each of them, in order, once',
    (count) => {
      const module = new Module();
      const expected: string[] = [];
      for (let i = 0; i < count; i++) {
        expected.push(`p${i}`);
        module.registerParameter(`p${i}`, new Parameter(ones([1])));
      }
      const named = module.namedParameters();
      const found = [...named];
      expect(found.map(([path]) => path)).toEqual(expected);
      expect(found.every(([path, value]) => value === module.getParameter(path))).toBe(true);
      expect([...named]).toEqual([]);
      expect([...module.parameters()].every((value, i) => value === found[i]![1])).toBe(true);
      expect(countParameters(module)).toBe(count);
    },
  );
  it('is looked up at the first step, and ends with the loop that is left', () => {
    const module = new Module();
    const buffers = module.namedBuffers();
    const parameters = module.parameters();
    module.addModule('late', new Linear(1, 1));
    let first: unknown;
    for (const parameter of parameters) {
      first = parameter;
      break;
    }
    expect(first).toBe(module.getParameter('late.weight'));
    expect([...parameters]).toEqual([]);
    expect([...buffers]).toEqual([]);
  });
  it('is not spoilt by what is done to the pairs that were given', () => {
    const module = net();
    for (const pair of module.namedParameters()) pair[0] = 'other';
    expect([...module.namedParameters()].map(([path]) => path)[0]).toBe('0.weight');
  });
  it('cannot be taught to answer otherwise', () => {
    const given = Object.getPrototypeOf(net().parameters());
    expect(Object.isFrozen(given)).toBe(true);
    expect(Object.getPrototypeOf(given)).toBe(Object.getPrototypeOf(Object.getPrototypeOf([].values())));
  });
});
