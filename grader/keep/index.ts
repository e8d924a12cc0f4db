export type { Disk } from './disk.ts';
export type { Action, Contents } from './journal.ts';
export { type Change, hadFiles, Keep, type KeptKata, openKeep, type Version } from './keep.ts';
export { readStubs, STUBS_FILE, type Stubs } from './stubs.ts';
