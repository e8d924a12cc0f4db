import { cloneModule } from '#kata/04-tying/06-copy-save-load/kata.ts';
import { Linear, Sequential, Tanh } from '#lib';
import { type Picture, type Say, treeOf } from '#lib/picture';

/** The copy ties what the original ties. */
export function picture(say: Say): Picture {
  const shared = new Linear(3, 3);
  const copy = cloneModule(new Sequential(shared, new Tanh(), shared));
  return treeOf(copy, {
    title: say('The copy: what was one is one again', '副本：原来是一体的，现在仍是一体'),
  });
}
