import fc from 'fast-check';
import type { Finding } from '#kata/03-initialization/08-boss-init-audit/kata.ts';
import { Linear, type Module, ReLU, Sequential, type Tensor, tensor } from '#lib';

export function myProperty(audit: (net: Module, x: Tensor) => Finding[]): fc.IRawProperty<unknown> {
  return fc.property(fc.integer({ min: 2, max: 5 }), (width) => {
    const net = new Sequential(new Linear(2, width), new ReLU(), new Linear(width, 1));
    for (const p of net.parameters()) p.data.zero_();
    const kinds = audit(
      net,
      tensor([
        [1, 0],
        [0, 1],
      ]),
    ).map(({ kind }) => kind);
    return ['symmetry', 'dead', 'drift', 'zero gradient'].every((kind) =>
      kinds.some((other) => other === kind),
    );
  });
}
