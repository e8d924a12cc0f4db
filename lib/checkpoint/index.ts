export {
  type Format,
  loadCheckpoint,
  type OpenOptions,
  type Saveable,
  type SaveOptions,
  saveCheckpoint,
} from './files/files.ts';
export { loadNpz, type NpzOptions, saveNpz } from './files/npz.ts';
export type { Checkpoint } from './format.ts';
export { loadJson, saveJson } from './json.ts';
export { loadCheckpointInto, loadModel, type Mismatch, saveModel } from './model.ts';
export { loadTensors, saveTensors } from './safetensors.ts';
export { type Chosen, chooseNames, type Ties } from './ties.ts';
