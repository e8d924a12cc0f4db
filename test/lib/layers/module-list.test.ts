import { describe, expect, it } from 'vitest';
import { tensor } from '../../../lib/autograd/functions.ts';
import { repr } from '../../../lib/dialects/torch/repr.ts';
import { ReLU } from '../../../lib/layers/activations.ts';
import { Linear } from '../../../lib/layers/linear.ts';
import { ModuleList } from '../../../lib/layers/module-list.ts';
import { Sequential } from '../../../lib/layers/sequential.ts';
import { refused } from '../refused.ts';

describe('ModuleList', () => {
  const list = () => new ModuleList([new Linear(2, 2), new Linear(2, 2), new ReLU()]);
  it('registers what it holds, in order', () => {
    const net = list().extend([new Linear(2, 1, { bias: false })]);
    expect([...net.namedParameters()].map(([name]) => name)).toEqual([
      '0.weight',
      '0.bias',
      '1.weight',
      '1.bias',
      '3.weight',
    ]);
    expect([net.length, net[-1] === net.at(3), [...net].length]).toEqual([4, true, 4]);
  });
  it('prints equal neighbours once, as PyTorch 2 does; Sequential never', () => {
    const linear = 'Linear(in_features=2, out_features=2, bias=True)';
    expect(repr(list())).toBe(`ModuleList(\n  (0-1): 2 x ${linear}\n  (2): ReLU()\n)`);
    expect(repr(new ModuleList())).toBe('ModuleList()');
    const gap = list();
    gap.addModule('1', null);
    expect(repr(gap)).toBe(`ModuleList(\n  (0): ${linear}\n  (1): None\n  (2): ReLU()\n)`);
    expect(repr(new Sequential(new ReLU(), new ReLU()))).toBe('Sequential(\n  (0): ReLU()\n  (1): ReLU()\n)');
    const nested = new ModuleList([new Sequential(new ReLU()), new Sequential(new ReLU())]);
    expect(repr(nested)).toBe('ModuleList(\n  (0-1): 2 x Sequential(\n    (0): ReLU()\n  )\n)');
  });
  it('has no forward, and refuses positions outside', () => {
    refused(
      () => list().forward(tensor([1])),
      'NotImplementedError',
      'missing the required "forward" function',
    );
    refused(
      () => list()[3],
      'IndexError',
      'ModuleList: expected a position among 3 modules, received 3 (index 3 is out of range). Check the length.',
    );
    refused(() => list().at(-4), 'IndexError', 'index -4 is out of range');
    refused(
      () => list().at(0.5),
      'TypeError',
      'ModuleList: expected a whole number as position, received the number 0.5. Use list[0] or list.at(0).',
    );
  });
});
