export { Sample } from '../arbitraries/samples.ts';
export { type BossOptions, boss, type MakeProperty } from './boss.ts';
export type { Check } from './check.ts';
export { collect, declare, example, forbid, property, runCollected } from './declare.ts';
export { describe } from './describe.ts';
export { gen } from './generate.ts';
export * as nets from './nets.ts';
export { behaviourOf } from './observe.ts';
export { tally } from './tally.ts';
export type { Plan } from './trees.ts';
export * as plans from './trees.ts';
export type {
  Behaviour,
  Cell,
  Failure,
  Forbidden,
  KataTest,
  Outcome,
  RunOptions,
  Sight,
  Status,
  Text,
  Thoroughness,
  Trace,
} from './types.ts';
