import type { Parameter } from '#lib';

export function sgdStep(parameters: Iterable<Parameter>, lr: number): void {
  const done = new WeakSet<Parameter>();
  for (const p of parameters) {
    if (done.has(p)) continue;
    done.add(p);
    const grads = p.requiresGrad ? p.grad?.array.values() : undefined;
    grads?.forEach((g, i) => {
      const { data, offset } = p.array;
      data[offset + i] = data[offset + i]! - lr * g;
    });
  }
}
