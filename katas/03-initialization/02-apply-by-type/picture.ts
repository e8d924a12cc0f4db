import { apply } from '#kata/03-initialization/02-apply-by-type/kata.ts';
import { Linear, type Module, ReLU, Sequential } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** The order in which modules are met. */
export function picture(say: Say): Picture {
  const net = new Sequential(new Sequential(new Linear(4, 2), new ReLU()), new Linear(2, 1));
  const order = new Map<Module, number>();
  apply(net, (module) => order.set(module, order.size + 1));
  const paths = new Map([...net.namedModules()].map(([path, module]) => [path, order.get(module)]));
  const { rows, ...rest } = treeOf(net, {
    title: say('apply: children first, the root last', 'apply：先子后父，根在最后'),
  });
  const modules = [...paths.values()];
  let next = 0;
  const numbered = rows.map((row) => {
    if (/^(weight|bias)$/.test(row.name)) return row;
    return { ...row, note: `${row.note}  #${modules[next++] ?? '–'}`.trim(), marked: true };
  });
  return { ...rest, rows: numbered };
}
