/**
 * What was listed since the last change of any table, by the tables of the module it was listed for. A change anywhere
 * forgets all of it: which trees a module belongs to is known to nobody.
 */
class Listings {
  #kept = new WeakMap<object, object>();
  #empty = true;

  of(slots: object): object {
    let found = this.#kept.get(slots);
    if (found === undefined) {
      found = {};
      this.#kept.set(slots, found);
      this.#empty = false;
    }
    return found;
  }
  forget(): void {
    if (this.#empty) return;
    this.#kept = new WeakMap();
    this.#empty = true;
  }
}
export const listings = new Listings();

/** A name and what it holds. null: the slot is empty, it keeps its place, and no listing shows it. */
export abstract class Held<V> {
  readonly name: string;
  value: V | null = null;

  constructor(name: string) {
    this.name = name;
  }
  hold(value: V | null): void {
    this.value = value;
  }
}

/** So many names are looked through faster than a Map is asked, which weighs more than all of them. */
const FEW = 8;
const nothing: readonly never[] = [];

/**
 * Names in order, as a walk goes through them; a plain object would reorder names such as "10". A change forgets what
 * was listed. Whoever goes through `list` may add and delete on the way: a list that was handed out stays as it is.
 */
export class Table<V, H extends Held<V>> {
  #list: readonly H[] = nothing;
  /** Whether the list was handed out, so that the next name goes into another one. */
  #out = false;
  #byName: Map<string, H> | null = null;
  readonly #kind: new (
    name: string,
  ) => H;

  constructor(kind: new (name: string) => H) {
    this.#kind = kind;
  }

  get list(): readonly H[] {
    this.#out = true;
    return this.#list;
  }
  get size(): number {
    return this.#list.length;
  }
  find(name: string): H | undefined {
    if (this.#byName !== null) return this.#byName.get(name);
    for (const held of this.#list) if (held.name === name) return held;
    return undefined;
  }
  has(name: string): boolean {
    return this.find(name) !== undefined;
  }
  get(name: string): V | null | undefined {
    return this.find(name)?.value;
  }
  set(name: string, value: V | null): void {
    listings.forget();
    (this.find(name) ?? this.#add(name)).hold(value);
  }
  delete(name: string): void {
    const held = this.find(name);
    if (held === undefined) return;
    listings.forget();
    this.#byName?.delete(name);
    this.#list = this.#list.filter((other) => other !== held);
    this.#out = false;
  }
  clear(): void {
    listings.forget();
    this.#byName = null;
    this.#list = nothing;
  }

  #add(name: string): H {
    const held = new this.#kind(name);
    // Not pushed while there are few: the engine would keep room for sixteen more.
    if (this.size < FEW || this.#out) this.#list = this.#list.concat(held);
    else (this.#list as H[]).push(held);
    if (this.size > FEW) this.#byName ??= new Map(this.#list.map((each) => [each.name, each]));
    this.#byName?.set(name, held);
    this.#out = false;
    return held;
  }
}
