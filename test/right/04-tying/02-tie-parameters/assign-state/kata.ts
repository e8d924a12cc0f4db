import type { Linear } from '#lib';

export function tie(dst: Linear, src: Linear, what: 'weight' | 'both'): void {
  if (dst.inFeatures !== src.inFeatures || dst.outFeatures !== src.outFeatures) {
    const shape = ({ inFeatures, outFeatures }: Linear) => `(${outFeatures}, ${inFeatures})`;
    throw new Error(`different shapes: ${shape(dst)} and ${shape(src)}`);
  }
  const biases = [dst, src].filter((layer) => layer.bias !== null).length;
  if (what === 'both' && biases === 1) throw new Error('one bias, two layers');
  Object.assign(dst, what === 'both' ? { weight: src.weight, bias: src.bias } : { weight: src.weight });
}
