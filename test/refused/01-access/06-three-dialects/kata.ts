import type { Parameter, Sequential } from '#lib';

export type Dialect = 'torch' | 'mxnet' | 'keras';

/** Turns a key into a path, and lets the library go there. */
function pathOf(paths: readonly string[], key: string, dialect: Dialect): string | undefined {
  if (dialect === 'torch') return paths.find((path) => path === key);
  if (dialect === 'keras') return paths.find((_, i) => String(i) === key);
  const layers = [...new Set(paths.map((path) => path.split('.')[0]))];
  return paths.find((path) => {
    const [layer, name] = path.split('.');
    return `dense${layers.indexOf(layer)}_${name}` === key;
  });
}

export function lookup(net: Sequential, key: string, dialect: Dialect): Parameter {
  const paths = [...net.namedParameters()].map(([path]) => path);
  const path = pathOf(paths, key, dialect);
  if (path !== undefined) return net.getParameter(path);
  const layers = [...new Set(paths.map((each) => each.split('.')[0]))];
  const keys = paths.map((each, i) => {
    const [layer, name] = each.split('.');
    return { torch: each, keras: String(i), mxnet: `dense${layers.indexOf(layer)}_${name}` }[dialect];
  });
  throw new Error(`${key} is none of ${keys.join(', ')}`);
}
