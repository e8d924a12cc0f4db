import type { Layer, LooseShape } from './layer.ts';
import { shapeText } from './text.ts';
import type { Variable } from './variable.ts';

const WIDTH = 65;
/** Where the three columns end. */
const ENDS = [29, 55, 65];
/** A cell may also break after the end of a tuple, list or text. */
const BREAKS = ['),', '},', '],', "',"];

/** What the table needs to know of a model. */
export interface Summarised {
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly weights: readonly Variable[];
  readonly trainableWeights: readonly Variable[];
  outputShapeOf(layer: Layer): LooseShape | undefined;
}

/** How much of a cell goes on this line. */
function cutOf(cell: string, room: number): number {
  const breaks = BREAKS.map((mark) => cell.slice(0, room).indexOf(mark) + mark.length).filter((at) => at > 1);
  return Math.min(room, ...breaks);
}

/** One row as lines: a leading blank, cells cut to their columns, the rest continued below. */
function rowLines(cells: readonly string[]): string[] {
  const lines: string[] = [];
  let left = [...cells];
  do {
    let line = ' ';
    left = left.map((cell, column) => {
      const last = column === ENDS.length - 1;
      const cut = cutOf(cell, ENDS[column]! - (ENDS[column - 1] ?? 0) - (last ? 0 : 2));
      line = (line + cell.slice(0, cut) + (last ? '' : '  ')).padEnd(ENDS[column]!);
      return cell.slice(cut);
    });
    lines.push(line);
  } while (left.some((cell) => cell !== ''));
  return lines;
}

const elements = (variables: Iterable<Variable>): number =>
  [...new Set(variables)].reduce((total, variable) => total + variable.size, 0);

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** The lines of `model.summary()` as Keras 2.9 prints them. Shared variables count once in the totals. */
export function summaryOf(model: Summarised): string[] {
  const rows = model.layers.flatMap((layer) => {
    const shape = model.outputShapeOf(layer);
    const count = layer.built ? String(elements(layer.weights)) : '0 (unused)';
    const cells = [`${layer.name} (${layer.constructor.name})`, shape ? shapeText(shape) : 'multiple', count];
    return [...rowLines(cells), ' '.repeat(WIDTH)];
  });
  const total = elements(model.weights);
  const trainable = elements(model.trainableWeights);
  return [
    `Model: "${model.name}"`,
    '_'.repeat(WIDTH),
    ...rowLines(['Layer (type)', 'Output Shape', 'Param #']),
    '='.repeat(WIDTH),
    ...rows,
    '='.repeat(WIDTH),
    `Total params: ${grouped(total)}`,
    `Trainable params: ${grouped(trainable)}`,
    `Non-trainable params: ${grouped(total - trainable)}`,
    '_'.repeat(WIDTH),
  ];
}
