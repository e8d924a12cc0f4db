import { describe, expect, it } from 'vitest';
import { crossEntropyLoss, mseLoss } from '../../../lib/autograd/functions.ts';
import type { Tensor } from '../../../lib/autograd/tensor.ts';
import { repr } from '../../../lib/dialects/torch/repr.ts';
import type { Module } from '../../../lib/nn/module.ts';
import { countParameters, parameterPaths } from '../../../lib/nn/walk.ts';
import { Adam } from '../../../lib/optim/adam.ts';
import { SGD } from '../../../lib/optim/sgd.ts';
import { decode, decodeFloat32, loadNets, type NetRecord, type NetRun } from '../../golden/torch/load.ts';
import { rebuild, toTensor } from './rebuild.ts';

const { nets } = loadNets();
const numbered = nets.map((record, i) => [i, record] as const);

/** Largest |received − wanted| relative to max(1, |wanted|). */
function error(received: readonly number[], wanted: ArrayLike<number>): number {
  expect(received.length).toBe(wanted.length);
  return received.reduce(
    (worst, value, i) => Math.max(worst, Math.abs(value - wanted[i]!) / Math.max(1, Math.abs(wanted[i]!))),
    0,
  );
}

function lossOf(net: Module, { input, loss }: NetRecord): Tensor {
  const output = net.forward(toTensor(input));
  const target = toTensor(loss.target);
  return loss.kind === 'mse' ? mseLoss(output, target) : crossEntropyLoss(output, target);
}

describe('random nested nets with ties equal PyTorch’s', () => {
  it('there are at least 40, half of them tied', () => {
    expect(nets.length).toBeGreaterThanOrEqual(40);
    expect(nets.filter((net) => net.tied.length > 0).length * 2).toBeGreaterThanOrEqual(nets.length);
  });

  it.each(numbered)('net %i: names, keys, counts, text, order', (_, record) => {
    const { net, made } = rebuild(record);
    const named = [...net.namedParameters()];
    expect(named.map(([name, p]) => [name, p.shape])).toEqual(
      record.parameters.map((p) => [p.name, p.shape]),
    );
    expect([...net.namedParameters({ removeDuplicate: false })].map(([name]) => name)).toEqual(
      record.allParameterNames,
    );
    expect([...net.namedModules()].map(([name]) => name)).toEqual(record.moduleNames);
    expect([...net.namedModules({ removeDuplicate: false })].map(([name]) => name)).toEqual(
      record.allModuleNames,
    );
    expect([...net.stateDict().keys()]).toEqual(record.stateKeys);
    expect(countParameters(net)).toBe(record.parameterCount);
    expect([...parameterPaths(net).values()].filter((paths) => paths.length > 1)).toEqual(record.tied);
    expect(repr(net)).toBe(record.repr);
    const ids = new Map([...made].map(([id, module]) => [module, id]));
    const visited: (number | undefined)[] = [];
    net.apply((module) => visited.push(ids.get(module)));
    expect(visited).toEqual(record.applyOrder);
  });

  it.each(numbered)('net %i: first values bit for bit, output, loss, gradients', (_, record) => {
    const { net } = rebuild(record);
    const parameters = [...net.parameters()];
    parameters.forEach((parameter, i) => {
      expect(parameter.array.values()).toEqual([...decodeFloat32(record.parameters[i]!.value)]);
    });
    expect(error(net.forward(toTensor(record.input)).array.values(), decode(record.output))).toBeLessThan(
      2e-6,
    );
    const loss = lossOf(net, record);
    expect(error([loss.item()], decodeFloat32(record.loss.value))).toBeLessThan(2e-6);
    loss.backward();
    parameters.forEach((parameter, i) => {
      const gradient = parameter.grad?.array.values() ?? parameter.array.values().map(() => 0);
      expect(error(gradient, decodeFloat32(record.parameters[i]!.gradient))).toBeLessThan(2e-6);
    });
  });

  const optimizerOf = (net: Module, { optimizer, options }: NetRun) =>
    optimizer === 'SGD' ? new SGD(net.parameters(), options) : new Adam(net.parameters(), options);

  it.each(numbered)('net %i: five steps of SGD, momentum, Adam', (_, record) => {
    expect(record.runs.length).toBeGreaterThanOrEqual(3);
    for (const run of record.runs) {
      const { net } = rebuild(record);
      const optimizer = optimizerOf(net, run);
      const losses: number[] = [];
      for (let step = 0; step < 5; step++) {
        optimizer.zeroGrad();
        const loss = lossOf(net, record);
        losses.push(loss.item());
        loss.backward();
        optimizer.step();
      }
      expect(error(losses, decodeFloat32(run.losses))).toBeLessThan(1e-5);
      [...net.parameters()].forEach((parameter, i) => {
        expect(error(parameter.array.values(), decodeFloat32(run.parameters[i]!))).toBeLessThan(1e-5);
      });
    }
  });
});
