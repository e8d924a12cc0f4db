import { type Shape, sizeOf } from '../../array/shape.ts';
import type { Tensor } from '../../autograd/tensor.ts';
import type { Parameter } from './parameter.ts';
import type { ParameterDict } from './parameter-dict.ts';
import { shapeOrNone } from './text.ts';

interface Node {
  readonly params: ParameterDict;
  readonly children: ReadonlyMap<string, Node>;
  call(x: Tensor): Tensor;
}
/** One call: how many elements its block holds, how many of them are trained, how many were met in a row before. */
interface Row {
  readonly label: string;
  readonly shape: Shape;
  readonly count: number;
  readonly trained: number;
  readonly met: number;
}
const line = (a: string, b: string, c: string): string =>
  `${a.padStart(20)}  ${b.padStart(42)} ${c.padStart(15)}`;

/**
 * The table Gluon prints for a forward pass: one row per call in the order the calls return, Sequentials left out,
 * then the totals, in which a shared parameter counts once per use and a block that is not called not at all.
 */
export function summaryOf(block: Node, x: Tensor): string {
  const rows = rowsOf(block, x);
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [total, trainable, shared] = [sum((r) => r.count), sum((r) => r.trained), sum((r) => r.met)];
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
    `Shared params in forward computation graph: ${shared}`,
    `Unique parameters in model: ${total - shared}`,
    '-'.repeat(80),
  ].join('\n');
}

/** Runs the net with every layer's `call` watched, and puts the calls back afterwards. */
function rowsOf(block: Node, x: Tensor): Row[] {
  const rows: Row[] = [{ label: 'Input', shape: x.shape, count: 0, trained: 0, met: 0 }];
  const met = new Set<Parameter>();
  const watched = [...new Set(nodes(block))].filter((node) => !isSequential(node));
  for (const node of watched) {
    Object.defineProperty(node, 'call', {
      configurable: true,
      value(input: Tensor): Tensor {
        const y = Object.getPrototypeOf(node).call.call(node, input) as Tensor;
        const own = [...node.params.values()];
        rows.push({
          label: `${node.constructor.name}-${rows.length}`,
          shape: y.shape,
          count: elements(own),
          trained: elements(own.filter(({ gradReq }) => gradReq !== 'null')),
          met: elements(own.filter((parameter) => met.has(parameter))),
        });
        for (const parameter of own) met.add(parameter);
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

const isSequential = (node: Node): boolean => 'add' in node;

const nodes = (node: Node): Node[] => [node, ...[...node.children.values()].flatMap(nodes)];

const elements = (parameters: readonly Parameter[]): number =>
  parameters.reduce((total, { shape }) => total + sizeOf(shape ?? [0]), 0);
