/** What a walk found: paths and values, side by side. */
export interface Listing<T> {
  readonly paths: readonly string[];
  readonly values: readonly T[];
}

/**
 * Gives each item of a listing once, as a Python generator does: the list is asked for at the first step, a loop that
 * is left ends it, and a second loop gets nothing. A class, because a generator takes half as long again per item.
 */
export class OneShot<T, Item> implements IterableIterator<Item> {
  #list: Listing<T> | null = null;
  #at = 0;
  readonly #ask: () => Listing<T>;
  readonly #item: (list: Listing<T>, i: number) => Item;

  constructor(ask: () => Listing<T>, item: (list: Listing<T>, i: number) => Item) {
    this.#ask = ask;
    this.#item = item;
  }

  next(): IteratorResult<Item, undefined> {
    this.#list ??= this.#ask();
    if (this.#at < this.#list.values.length)
      return { value: this.#item(this.#list, this.#at++), done: false };
    this.#list = nothing;
    return { value: undefined, done: true };
  }
  return(): IteratorResult<Item, undefined> {
    this.#list = nothing;
    return { value: undefined, done: true };
  }
  [Symbol.iterator](): this {
    return this;
  }
}

const nothing: Listing<never> = { paths: [], values: [] };

// The language's own iterators have helpers such as `map` since Node 22. Frozen, because no door leads here by name.
Object.setPrototypeOf(OneShot.prototype, Object.getPrototypeOf(Object.getPrototypeOf([].values())));
Object.freeze(OneShot.prototype);

export const pairAt = <T>({ paths, values }: Listing<T>, i: number): [string, T] => [paths[i]!, values[i]!];
export const valueAt = <T>({ values }: Listing<T>, i: number): T => values[i]!;
