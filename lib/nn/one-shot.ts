/** A stretch of a listing: paths and values, side by side, with room for more. */
export interface Piece<T> {
  readonly paths: string[];
  readonly values: T[];
  length: number;
}

const pieceOf = <T>(room: number): Piece<T> => ({
  paths: new Array(room),
  values: new Array(room),
  length: 0,
});

/**
 * What a walk found. In pieces, each twice as long as the one before up to a limit: one long array is moved again and
 * again as it grows, which takes several times as long as the walk.
 */
export class Listing<T> {
  readonly pieces: Piece<T>[] = [];
  #last: Piece<T> = empty;
  #room = 8;

  add(path: string, value: T): void {
    if (this.#last.length === this.#last.values.length) this.#extend();
    const last = this.#last;
    last.paths[last.length] = path;
    last.values[last.length++] = value;
  }
  #extend(): void {
    this.#last = pieceOf(this.#room);
    this.pieces.push(this.#last);
    if (this.#room < 4096) this.#room *= 2;
  }
}

/**
 * Gives each item of a listing once, as a Python generator does: the list is asked for at the first step, a loop that
 * is left ends it, and a second loop gets nothing. A class, because a generator takes half as long again per item.
 */
export class OneShot<T, Item> implements IterableIterator<Item> {
  #list: Listing<T> | null = null;
  /** Pieces taken so far. */
  #taken = 0;
  #piece: Piece<T> = empty;
  #at = 0;
  readonly #ask: () => Listing<T>;
  readonly #item: (piece: Piece<T>, i: number) => Item;

  constructor(ask: () => Listing<T>, item: (piece: Piece<T>, i: number) => Item) {
    this.#ask = ask;
    this.#item = item;
  }

  next(): IteratorResult<Item, undefined> {
    if (this.#at === this.#piece.length) this.#take();
    if (this.#at < this.#piece.length) return { value: this.#item(this.#piece, this.#at++), done: false };
    return this.#end();
  }
  return(): IteratorResult<Item, undefined> {
    return this.#end();
  }
  #take(): void {
    this.#list ??= this.#ask();
    this.#piece = this.#list.pieces[this.#taken++] ?? empty;
    this.#at = 0;
  }
  #end(): IteratorResult<Item, undefined> {
    this.#list = nothing;
    this.#piece = empty;
    this.#at = 0;
    return { value: undefined, done: true };
  }
  [Symbol.iterator](): this {
    return this;
  }
}

const empty = pieceOf<never>(0);
const nothing = new Listing<never>();

// The language's own iterators have helpers such as `map` since Node 22. Frozen, because no door leads here by name.
Object.setPrototypeOf(OneShot.prototype, Object.getPrototypeOf(Object.getPrototypeOf([].values())));
Object.freeze(OneShot.prototype);

/**
 * A rest parameter, not a literal: of a literal the engine notes that what it made outlived a collection, and from then
 * on makes it where only a full collection looks, which takes several times as long.
 */
const pairOf = <T>(...pair: [string, T]): [string, T] => pair;
export const pairAt = <T>({ paths, values }: Piece<T>, i: number): [string, T] =>
  pairOf(paths[i]!, values[i]!);
export const valueAt = <T>({ values }: Piece<T>, i: number): T => values[i]!;
