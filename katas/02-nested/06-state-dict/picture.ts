import { loadState, stateDict } from '#kata/02-nested/06-state-dict/kata.ts';
import { Linear, tensor } from '#lib';
import { gridOf, type Picture, type Say } from '#lib/picture';

/** Saved, changed, loaded: the snapshot did not move. */
export function picture(say: Say): Picture {
  const layer = new Linear(3, 1, { bias: false });
  layer.weight.data.copy_(tensor([[1, 2, 3]]));
  const saved = gridOf(layer.weight.array, say('saved', '保存时'));
  const state = stateDict(layer);
  layer.weight.data.copy_(tensor([[7, 8, 9]]));
  const trained = gridOf(layer.weight.array, say('trained on', '继续训练后'));
  loadState(layer, state);
  const loaded = gridOf(layer.weight.array, say('loaded again', '再载入'));
  return {
    kind: 'grids',
    title: say('A snapshot does not move with the net', '快照不随网络而变'),
    parts: [saved, trained, loaded],
    signs: ['→', '→'],
  };
}
