export { Sample } from '../arbitraries/samples.ts';
export { type BossOptions, boss, type MakeProperty } from './boss.ts';
export type { Check } from './check.ts';
export { collect, declare, example, forbid, property, runCollected } from './declare.ts';
export { describe } from './describe.ts';
export { gen } from './generate.ts';
export type {
  Cell,
  Failure,
  Forbidden,
  KataTest,
  Outcome,
  RunOptions,
  Status,
  Text,
  Thoroughness,
} from './types.ts';
