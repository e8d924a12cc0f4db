import { describe, expect, it } from 'vitest';
import { decode, decodeFloat32, loadErrors, loadGrads, loadNets, loadPrint, loadRandom } from './load.ts';

const size = (shape: number[]) => shape.reduce((a, b) => a * b, 1);

describe('the golden files', () => {
  it('decode to as many values as their shapes say', () => {
    for (const net of loadNets().nets) {
      for (const p of net.parameters) expect(decodeFloat32(p.value).length).toBe(size(p.shape));
      expect(net.parameterCount).toBe(net.parameters.reduce((sum, p) => sum + size(p.shape), 0));
    }
    const arrays = [
      ...loadRandom().streams.flatMap((s) => s.calls.map((c) => c.result)),
      ...loadPrint().tensors.map((t) => t.value),
      ...loadGrads().cases.flatMap((c) => [c.output, c.upstream, ...c.inputs, ...c.gradients]),
    ];
    for (const array of arrays) expect(decode(array).length).toBe(size(array.shape));
  });

  it('keep the first uniform numbers after seed 0', () => {
    const stream = loadRandom().streams.find((s) => s.seed === 0 && s.calls[0]?.op === 'rand')!;
    const values = stream.calls.slice(0, 2).flatMap((c) => [...decode(c.result)]);
    const first = [0.4962566, 0.7682218, 0.08847743].map(Math.fround);
    expect(values.map((v) => v.toFixed(6))).toEqual(first.map((v) => v.toFixed(6)));
  });

  it('explain every error case that differs from the reference semantics', () => {
    for (const c of loadErrors().cases) expect(c.note === null, c.id).toBe(c.agrees);
  });
});
