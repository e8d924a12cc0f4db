import type { Shape } from '../../array/shape.ts';
import { sizeOf } from '../../array/shape.ts';
import type { Tensor } from '../../autograd/tensor.ts';
import type { ParameterDict } from './parameter-dict.ts';
import { shapeOrNone } from './text.ts';

interface Node {
  readonly params: ParameterDict;
  readonly children: ReadonlyMap<string, Node>;
  readonly hidesChildren?: boolean;
  forward(x: Tensor): Tensor;
  call(x: Tensor): Tensor;
  collectParams(): ParameterDict;
}
interface Row {
  readonly label: string;
  readonly shape: Shape;
  readonly count: number;
}
const line = (a: string, b: string, c: string): string =>
  `${a.padStart(20)}  ${b.padStart(42)} ${c.padStart(15)}`;

/**
 * The table Gluon prints for a forward pass: one row per layer in the order the calls return, containers left out,
 * then the totals, in which a shared parameter counts once per use.
 */
export function summaryOf(block: Node, x: Tensor): string {
  const rows = rowsOf(block, x);
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const unique = elements(block.collectParams(), () => true);
  const trainable = total - frozen(block);
  return [
    '-'.repeat(80),
    line('Layer (type)', 'Output Shape', 'Param #'),
    '='.repeat(80),
    ...rows.map(({ label, shape, count }) => line(label, shapeOrNone(shape), String(count))),
    '='.repeat(80),
    'Parameters in forward computation graph, duplicate included',
    `   Total params: ${total}`,
    `   Trainable params: ${trainable}`,
    `   Non-trainable params: ${total - trainable}`,
    `Shared params in forward computation graph: ${total - unique}`,
    `Unique parameters in model: ${unique}`,
    '-'.repeat(80),
  ].join('\n');
}

/** Runs the net with every layer's `call` watched, and puts the calls back afterwards. */
function rowsOf(block: Node, x: Tensor): Row[] {
  const rows: Row[] = [{ label: 'Input', shape: x.shape, count: 0 }];
  const watched = [...new Set(nodes(block))].filter((node) => !isContainer(node));
  for (const node of watched) {
    Object.defineProperty(node, 'call', {
      configurable: true,
      value(input: Tensor): Tensor {
        const y = Object.getPrototypeOf(node).call.call(node, input) as Tensor;
        const count = elements(node.params, () => true);
        rows.push({ label: `${node.constructor.name}-${rows.length}`, shape: y.shape, count });
        return y;
      },
    });
  }
  try {
    block.call(x);
  } finally {
    for (const node of watched) Reflect.deleteProperty(node, 'call');
  }
  return rows;
}

const isContainer = (node: Node): boolean => node.children.size > 0 && [...node.params.keys()].length === 0;

const nodes = (node: Node): Node[] => [node, ...[...node.children.values()].flatMap(nodes)];

const frozen = (block: Node): number =>
  nodes(block).reduce((sum, node) => sum + elements(node.params, (req) => req === 'null'), 0);

function elements(params: ParameterDict, counts: (req: string) => boolean): number {
  let total = 0;
  for (const { shape, gradReq } of params.values()) {
    if (counts(gradReq)) total += sizeOf(shape ?? [0]);
  }
  return total;
}
