import { describe, expect, it } from 'vitest';
import { full } from '../../../lib/array/array.ts';
import { zeros } from '../../../lib/autograd/functions.ts';
import { Tensor } from '../../../lib/autograd/tensor.ts';
import { repr } from '../../../lib/dialects/torch/repr.ts';
import { Identity, ReLU } from '../../../lib/layers/activations.ts';
import { Linear } from '../../../lib/layers/linear.ts';
import { Sequential } from '../../../lib/layers/sequential.ts';
import { deepCopy } from '../../../lib/nn/copy.ts';
import type { Module } from '../../../lib/nn/module.ts';
import { Parameter } from '../../../lib/nn/parameter.ts';
import { loadTrees, type TreeMade, type TreeProgram, type TreeStep } from '../../golden/torch/load.ts';

const { programs } = loadTrees();

function make([kind, args]: TreeMade, older: readonly Module[]): Module {
  if (kind === 'ReLU') return new ReLU();
  if (kind === 'Identity') return new Identity();
  if (kind === 'Linear') return new Linear(args[0], args[1], { bias: args[2] });
  if (kind === 'Sequential') return new Sequential(...args.map((i) => older[i]!));
  return new Sequential(new Map(args.map(([name, i]) => [name, older[i]!])));
}

/** Runs a program: the modules in the end, and the kind of error of each step. */
function run({ tensors, modules: makes, steps }: TreeProgram) {
  const values = tensors.map(({ shape, parameter }) =>
    parameter ? new Parameter(zeros(shape)) : zeros(shape),
  );
  const modules: Module[] = [];
  for (const made of makes) modules.push(make(made, modules));
  const value = (written: TreeStep['args'][number] | undefined): never => {
    const [kind, i] = (written ?? []) as [string?, number?];
    const found = kind === 'module' ? modules[i!] : kind === 'tensor' ? values[i!] : (i ?? null);
    return found as never;
  };
  const take = ({ action, owner, args: [first, second] }: TreeStep): void => {
    const module = modules[owner] as Module & Record<string, unknown>;
    const net = modules[owner] as Sequential;
    const [name, at] = [first as string, first as number];
    if (action === 'set') module[name] = value(second);
    else if (action === 'delete') delete module[name];
    else if (action === 'registerBuffer')
      module.registerBuffer(name, value(second), { persistent: name !== 'b' });
    else if (action === 'registerParameter') module.registerParameter(name, value(second));
    else if (action === 'addModule') module.addModule(name, value(second));
    else if (action === 'flags') module.train(first as boolean).requiresGrad_(first as boolean);
    else if (action === 'append') net.append(value(first));
    else if (action === 'insert') net.insert(at, value(second));
    else if (action === 'pop') net.pop(at);
    else if (action === 'put') net.set(at, value(second));
    else if (action === 'slice') modules.push(net.slice(at));
    else net.extend((first as number[]).map((i) => modules[i]!));
  };
  const errors = steps.map((step) => {
    try {
      take(step);
      return null;
    } catch (error) {
      return (error as Error).name;
    }
  });
  return { modules, errors };
}

const names = (pairs: Iterable<readonly [string, unknown]>): string[] => [...pairs].map(([name]) => name);

/** For each entry of the state, the first that is the same object. */
function tiesOf(net: Module): number[] {
  const all = [...net.stateDict({ keepVars: true }).values()];
  return all.map((value) => all.indexOf(value));
}

function view(modules: readonly Module[], number: number): TreeProgram['view'] {
  const root = modules[number]!;
  const applyOrder: number[] = [];
  root.apply((module) => applyOrder.push(modules.indexOf(module)));
  return {
    root: number,
    repr: repr(root),
    parameters: [...root.namedParameters()].map(([name, p]) => [name, p.requiresGrad]),
    own: names(root.namedParameters({ prefix: 'q', recurse: false })),
    buffers: names(root.namedBuffers()),
    modules: [...root.namedModules()].map(([name, module]) => [name, module.training]),
    every: names(root.namedModules({ removeDuplicate: false })),
    children: names(root.namedChildren()),
    state: [...root.stateDict({ prefix: 'p.' }).keys()],
    ties: tiesOf(deepCopy(root)),
    applyOrder,
  };
}

function load(modules: readonly Module[], { root: number, state, strict }: TreeProgram['load']) {
  const root = modules[number]!;
  const given = new Map(state.map(([key, shape]) => [key, new Tensor(full(shape, 7))]));
  let result: string;
  try {
    result = String(root.loadStateDict(given, { strict }));
  } catch (error) {
    result = (error as Error).message;
  }
  const sevens = [...root.stateDict().values()].map((value) => value.array.values().every((x) => x === 7));
  return { root: number, state, strict, result, sevens };
}

describe('programs on trees end as in PyTorch', () => {
  it('they are many, with steps of every kind and every refusal', () => {
    const steps = programs.flatMap((program) => program.steps);
    expect(new Set(steps.map(({ action }) => action)).size).toBe(12);
    expect(new Set(steps.map(({ error }) => error))).toEqual(
      new Set([null, 'TypeError', 'KeyError', 'IndexError', 'AssertionError']),
    );
  });
  it.each(programs.map((program, i) => [i, program] as const))('program %i', (_, program) => {
    const { modules, errors } = run(program);
    expect(errors).toEqual(program.steps.map(({ error }) => error));
    expect(view(modules, program.view.root)).toEqual(program.view);
    expect(load(modules, program.load)).toEqual(program.load);
  });
});
