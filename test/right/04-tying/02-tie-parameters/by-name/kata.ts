import type { Linear, Parameter } from '#lib';

const shapeOf = (p: Parameter | null): string => (p === null ? 'none' : `(${p.shape.join(', ')})`);

export function tie(dst: Linear, src: Linear, what: 'weight' | 'both'): void {
  const names = what === 'both' ? (['weight', 'bias'] as const) : (['weight'] as const);
  for (const name of names) {
    const [into, from] = [shapeOf(dst[name]), shapeOf(src[name])];
    if (into !== from) throw new RangeError(`cannot tie ${name}: ${into} is not ${from}`);
  }
  for (const name of names) dst.registerParameter(name, src[name]);
}
