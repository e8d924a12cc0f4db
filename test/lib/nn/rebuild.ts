import { fromValues } from '../../../lib/array/array.ts';
import { Tensor } from '../../../lib/autograd/tensor.ts';
import { defaultGenerator } from '../../../lib/init/default.ts';
import { Flatten, ReLU, Sigmoid, Tanh } from '../../../lib/layers/activations.ts';
import { Linear } from '../../../lib/layers/linear.ts';
import { Sequential } from '../../../lib/layers/sequential.ts';
import type { Module } from '../../../lib/nn/module.ts';
import {
  decode,
  type GoldenArray,
  type NetChild,
  type NetNode,
  type NetRecord,
} from '../../golden/torch/load.ts';

export const toTensor = (golden: GoldenArray): Tensor =>
  new Tensor(fromValues(decode(golden), golden.shape, golden.dtype));

const plain: Record<string, new () => Module> = { ReLU, Tanh, Sigmoid, Flatten };

/** The net of a golden recipe, its modules made in PyTorch's order from the same seed; and each module by its id. */
export function rebuild(record: NetRecord): { net: Module; made: Map<number, Module> } {
  defaultGenerator.manualSeed(record.seed);
  const made = new Map<number, Module>();
  const childOf = (child: NetChild): Module =>
    'module' in child ? build(child.module) : made.get(child.ref)!;
  const build = (node: NetNode): Module => {
    const module = make(node);
    made.set(node.id, module);
    return module;
  };
  const make = (node: NetNode): Module => {
    if (node.type === 'Linear')
      return new Linear(node.args.inFeatures, node.args.outFeatures, { bias: node.args.bias });
    if (node.type !== 'Sequential') return new plain[node.type]!();
    const children = node.children.map((child): [string, Module] => [child.name, childOf(child)]);
    if (node.how === 'orderedDict') return new Sequential(new Map(children));
    if (node.how === 'positional') return new Sequential(...children.map(([, module]) => module));
    const net = new Sequential();
    for (const [name, module] of children) net.addModule(name, module);
    return net;
  };
  const net = build(record.root);
  for (const { from, to, slot } of record.ties) {
    const [lender, borrower] = [made.get(from) as Linear, made.get(to) as Linear];
    if (slot === 'weight') borrower.weight = lender.weight;
    else borrower.bias = lender.bias;
  }
  return { net, made };
}
