import { type Linear, noGrad } from '#lib';

export function tie(dst: Linear, src: Linear, what: 'weight' | 'both'): void {
  const text = (layer: Linear): string => `(${layer.weight.shape.join(', ')})`;
  if (text(dst) !== text(src)) throw new Error(`${text(src)} does not fit into ${text(dst)}`);
  if (what === 'both' && Boolean(dst.bias) !== Boolean(src.bias)) throw new Error('one bias is missing');
  noGrad(() => {
    dst.weight.copy_(src.weight);
    if (what === 'both' && dst.bias && src.bias) dst.bias.copy_(src.bias);
  });
}
