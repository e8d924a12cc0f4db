import type { Module, Parameter, Sequential } from '#lib';

/** Every parameter of the tree once, in the order in which it is met first. */
export function uniqueParameters(root: Module): Parameter[] {
  throw new Error('Not started: 04-tying/03-count-once');
}

/** For every parameter that stands at more than one path: all its paths, in order. */
export function sharedGroups(root: Module): string[][] {
  throw new Error('Not started: 04-tying/03-count-once');
}

/** How many different layers a net has, however often each of them is used. */
export function uniqueLayers(net: Sequential): number {
  throw new Error('Not started: 04-tying/03-count-once');
}
