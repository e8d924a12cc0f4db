import type { Layer, LooseShape } from './layer.ts';
import { shapeText } from './text.ts';
import type { Variable } from './variable.ts';

/** The narrow table, and where its columns end. */
const WIDTH = 65;
const ENDS = [29, 55, 65];
/** How much wider a column for `trainable` makes it. */
const TRAINABLE = 11;
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

/**
 * One row as lines: a leading blank, cells cut to their columns, the rest continued below. Bars frame a nested one, whose
 * columns end that much earlier.
 */
function rowLines(cells: readonly string[], ends: readonly number[], level = 0): string[] {
  const lines: string[] = [];
  const bars = '|'.repeat(level);
  let left = [...cells];
  do {
    let line = `${bars} `;
    left = left.map((cell, column) => {
      const last = column === ends.length - 1;
      const room = ends[column]! - (ends[column - 1] ?? 0) - (last ? 0 : 2);
      const cut = cutOf(cell, room);
      line = (line + cell.slice(0, cut) + (last ? '' : '  ')).padEnd(ends[column]! - level);
      return cell.slice(cut);
    });
    lines.push(line + bars);
  } while (left.some((cell) => cell !== ''));
  return lines;
}

const elements = (variables: Iterable<Variable>): number =>
  [...new Set(variables)].reduce((total, variable) => total + variable.size, 0);

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

export interface SummaryOptions {
  /** Shows the layers of nested models too, framed. */
  readonly expandNested?: boolean;
  /** Adds a column that says Y or N. */
  readonly showTrainable?: boolean;
}
interface Table {
  readonly ends: readonly number[];
  readonly width: number;
  readonly options: SummaryOptions;
}

/** A line of one mark between the bars of its level. */
const ruled = (mark: string, width: number, level: number): string =>
  '|'.repeat(level) + mark.repeat(width - 2 * level) + '|'.repeat(level);

function cellsOf(layer: Layer, shape: LooseShape | undefined, { showTrainable }: SummaryOptions): string[] {
  const count = layer.built ? String(elements(layer.weights)) : '0 (unused)';
  const cells = [`${layer.name} (${layer.constructor.name})`, shape ? shapeText(shape) : 'multiple', count];
  return showTrainable === true ? [...cells, layer.trainable ? 'Y' : 'N'] : cells;
}

/** The rows of a model's layers; after the last one of a nested model, and after a frame, there is no blank line. */
function layerLines(model: Summarised, table: Table, level = 0): string[] {
  const { ends, width, options } = table;
  return model.layers.flatMap((layer, i) => {
    const lines = rowLines(cellsOf(layer, model.outputShapeOf(layer), options), ends, level);
    const isFramed = options.expandNested === true && hasLayers(layer);
    if (isFramed) {
      lines.push(
        ruled('¯', width, level + 1),
        ...layerLines(layer, table, level + 1),
        ruled('¯', width, level),
      );
    }
    const closes = isFramed || (level > 0 && i === model.layers.length - 1);
    return closes ? lines : [...lines, ruled(' ', width, level)];
  });
}
const hasLayers = (layer: Layer): layer is Layer & Summarised =>
  Array.isArray((layer as Partial<Summarised>).layers) && (layer as unknown as Summarised).layers.length > 0;

/** The lines of `model.summary()` as Keras 2.9 prints them. Shared variables count once in the totals. */
export function summaryOf(model: Summarised, options: SummaryOptions = {}): string[] {
  const wider = options.showTrainable === true;
  const width = WIDTH + (wider ? TRAINABLE : 0);
  const ends = wider ? [...ENDS, width] : ENDS;
  const header = ['Layer (type)', 'Output Shape', 'Param #', ...(wider ? ['Trainable'] : [])];
  const total = elements(model.weights);
  const trainable = elements(model.trainableWeights);
  return [
    `Model: "${model.name}"`,
    '_'.repeat(width),
    ...rowLines(header, ends),
    '='.repeat(width),
    ...layerLines(model, { ends, width, options }),
    '='.repeat(width),
    `Total params: ${grouped(total)}`,
    `Trainable params: ${grouped(trainable)}`,
    `Non-trainable params: ${grouped(total - trainable)}`,
    '_'.repeat(width),
  ];
}
