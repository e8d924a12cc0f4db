export {
  always,
  type HistogramOptions,
  histogramOf,
  mixture,
  normal,
  type Theory,
  uniform,
} from './histogram.ts';
export { pictureText } from './text.ts';
export { type TreeOptions, treeOf } from './tree.ts';
export type {
  Grid,
  Grids,
  Histogram,
  Mark,
  Panels,
  Picture,
  Say,
  Series,
  Trace,
  Tree,
  TreeRow,
} from './types.ts';
export { gradientOfUses, gridOf, type UsesOptions, usesOf } from './uses.ts';
