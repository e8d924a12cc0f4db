import { type Generator, Linear, type Module, ReLU, Sequential } from '#lib';

export function block(io: number, h: number, rng: Generator): Sequential {
  return new Sequential(
    new Linear(io, h, { generator: rng }),
    new ReLU(),
    new Linear(h, io, { generator: rng }),
    new ReLU(),
  );
}

export function stack(
  n: number,
  name: (position: number) => string,
  make: (position: number) => Module,
): Sequential {
  const names = Array.from({ length: n }, (_, i) => name(i));
  const twice = names.find((key, i) => names.indexOf(key) !== i);
  if (twice !== undefined) throw new Error(`stack: the name '${twice}' comes twice.`);
  const blocks: Module[] = Array(n).fill(n > 0 ? make(0) : null);
  return new Sequential(new Map(blocks.map((each, i) => [names[i]!, each])));
}
