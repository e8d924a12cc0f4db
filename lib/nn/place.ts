import { requireText } from '../array/require.ts';

export const joinPath = (prefix: string, name: string): string =>
  prefix === '' ? name : `${prefix}.${name}`;

/** The names along a dotted path, none for ''. Throws TypeError for anything but text. */
export function stepsOf(where: string, path: string): string[] {
  requireText(where, path, 'a dotted path', "Pass a path such as '0.weight'");
  return path === '' ? [] : path.split('.');
}

/**
 * Where the walk under way met something first. The path stays known until the thing is met elsewhere: a walk that
 * finds the tree as it was makes no new text.
 */
export class Place {
  path = '';
  #walk = 0;
  #parent = '';
  #name = '';

  /** Notes the path; false, and nothing is noted, when the walk of that number was here before. */
  enter(walk: number, parent: string, name: string): boolean {
    if (this.#walk === walk) return false;
    this.#walk = walk;
    if (this.#parent !== parent || this.#name !== name) {
      this.#parent = parent;
      this.#name = name;
      this.path = joinPath(parent, name);
    }
    return true;
  }
}
