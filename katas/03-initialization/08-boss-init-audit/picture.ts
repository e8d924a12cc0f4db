import { audit } from '#kata/03-initialization/08-boss-init-audit/kata.ts';
import { Generator, Linear, ReLU, Sequential, tensor, zerosLike } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** A net that starts at zero, and the places where the audit raised a finding. */
export function picture(say: Say): Picture {
  const generator = new Generator(4);
  const net = new Sequential(new Linear(3, 4, { generator }), new ReLU(), new Linear(4, 1, { generator }));
  for (const p of net.parameters()) p.data.copy_(zerosLike(p));
  const findings = audit(
    net,
    tensor([
      [1, -2, 3],
      [0.5, 1, -1],
      [-1, 2, 0],
    ]),
  );
  const kinds = (path: string) => [
    ...new Set(findings.filter(({ where }) => where === path).map(({ kind }) => kind)),
  ];
  const tree = treeOf(net, {
    title: say('A net of zeros: what the audit finds', '全零的网络：诊断发现了什么'),
    marked: (path) => kinds(path).length > 0,
  });
  const paths = ['', '0', '0.weight', '0.bias', '1', '2', '2.weight', '2.bias'];
  const rows = tree.rows.map((row, i) => ({ ...row, note: [row.note, ...kinds(paths[i]!)].join(' · ') }));
  return { ...tree, rows };
}
