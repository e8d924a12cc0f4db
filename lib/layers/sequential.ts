import {
  AssertionError,
  expected,
  IndexError,
  KeyError,
  kindOf,
  RuntimeError,
  shown,
  ValueError,
} from '../array/errors.ts';
import type { Tensor } from '../autograd/tensor.ts';
import { calleeOf, onlyReads } from '../nn/callee.ts';
import { Module } from '../nn/module.ts';
import { type Child, isModule, namesOf, requireModules, slotsOf } from '../nn/slots.ts';

/** The children by position, typed: `net[2]` is known to be the third layer's class. */
type Positions<L extends readonly Module[]> = {
  readonly [K in keyof L as K extends `${number}` ? K : never]: L[K];
};

/**
 * Layers one after another. Children are named '0', '1', … or as the given Map says. `net[2]` and `net[-1]` are
 * children by position (IndexError outside); `for (const layer of net)` goes through them in order. A layer may
 * stand in several places: it is then one layer. Source: torch.nn.Sequential.
 */
class SequentialModule extends Module implements Iterable<Module> {
  readonly [position: number]: Module;

  constructor(...layers: readonly (Module | ReadonlyMap<string, Module>)[]) {
    super();
    const [only] = layers;
    if (layers.length === 1 && only instanceof Map) {
      for (const [name, layer] of only) this.addModule(name, layer);
    } else {
      layers.forEach((layer, position) => {
        this.addModule(String(position), layer as Module);
      });
    }
  }

  /** Every child in turn; an empty place is a TypeError. Without children the input itself. */
  override forward(x: Tensor): Tensor {
    let y = x;
    for (const child of slotsOf(this).children.list) {
      const layer = calleeOf(child);
      if (layer === null) {
        throw new TypeError(
          expected(child.name, 'a Module', "null ('NoneType' object is not callable)", 'Set a layer there'),
        );
      }
      y = forwardAt(child.name, layer, y);
    }
    return y;
  }

  get length(): number {
    return slotsOf(this).children.size;
  }
  *[Symbol.iterator](): Iterator<Module> {
    for (const { value } of slotsOf(this).children.list) yield value as Module;
  }
  /** The child at a position; negatives count from the end. Throws IndexError outside, TypeError unless a whole number. */
  at(position: number): Module {
    return this.childAt(position).value as Module;
  }
  private childAt(position: number): Child {
    if (!Number.isInteger(position)) {
      throw new TypeError(
        expected('Sequential', 'a whole number as position', kindOf(position), 'Use net[0] or net.at(0)'),
      );
    }
    const { length } = this;
    if (position < -length || position >= length) {
      const next = length === 0 ? 'The container is empty' : `Positions go from ${-length} to ${length - 1}`;
      const received = `${position} (index ${position} is out of range)`;
      throw new IndexError(expected('Sequential', `a position among ${length} layers`, received, next));
    }
    return slotsOf(this).children.list.at(position)!;
  }

  /**
   * Positions `start` to before `end` as a new container of the same class, which holds the same layers under their
   * old names; a negative step goes backwards. Source: `net[1:]`, `net[::-1]`.
   */
  slice(start?: number, end?: number, step = 1): Sequential<Module[]> {
    const names = pythonSlice(namesOf(slotsOf(this).children), start, end, step);
    const part = new (this.constructor as typeof SequentialModule)();
    for (const name of names) part.addModule(name, slotsOf(this).children.get(name)!);
    return part as Sequential<Module[]>;
  }
  /** Adds a layer at the end under the name String(length), which may replace a layer of that name; returns this. */
  append(layer: Module): this {
    this.addModule(String(this.length), layer);
    return this;
  }
  extend(layers: Iterable<Module>): this {
    for (const layer of requireModules('extend', layers)) this.append(layer);
    return this;
  }
  /** Puts a layer before a position, moving the numbered ones up; returns this. Throws AssertionError, IndexError, KeyError. */
  insert(position: number, layer: Module): this {
    if (!isModule(layer)) {
      throw new AssertionError(
        expected('insert', 'a Module', kindOf(layer), 'Pass an instance, such as new ReLU()'),
      );
    }
    const { length } = this;
    if (!Number.isInteger(position) || position < -length || position > length) {
      const received = `${shown(position)} (Index out of range)`;
      throw new IndexError(
        expected('insert', `a position in [${-length}, ${length}]`, received, 'Choose one of them'),
      );
    }
    const { children } = slotsOf(this);
    const at = position < 0 ? position + length : position;
    for (let i = at; i < length; i++) {
      if (children.has(String(i))) continue;
      const received = `'${namesOf(children).join("', '")}'`;
      throw new KeyError(
        expected('insert', `a child named '${i}' to move up`, received, 'Build a new container instead'),
      );
    }
    for (let i = length; i > at; i--) this.addModule(String(i), children.get(String(i - 1))!);
    this.addModule(String(at), layer);
    return this;
  }
  /** Takes the child at a position out and numbers the rest anew. Throws IndexError outside. */
  delete(position: number): void {
    this.pop(position);
  }
  /** As `delete`, and returns the child; the last one unless said. */
  pop(position = -1): Module {
    const taken = this.childAt(position);
    const rest = slotsOf(this).children.list.filter((child) => child !== taken);
    this.renumber(rest.map(({ value }) => value));
    return taken.value as Module;
  }
  /** Replaces the child at a position, which keeps its name; null empties the place. */
  set(position: number, layer: Module | null): void {
    this.addModule(this.childAt(position).name, layer);
  }
  /** A new container with the layers of both, shared and not copied. Throws ValueError for anything but a Sequential. */
  concat(other: SequentialModule): Sequential<Module[]> {
    if (!(other instanceof SequentialModule)) {
      throw new ValueError(
        expected('concat', 'a Sequential', kindOf(other), 'Wrap the layers: new Sequential(...layers)'),
      );
    }
    return new SequentialModule(...this, ...other) as Sequential<Module[]>;
  }
  /** A new container with the layers repeated, shared and not copied. Throws ValueError unless times ≥ 1. */
  repeat(times: number): Sequential<Module[]> {
    if (!Number.isInteger(times) || times < 1) {
      const received = `${shown(times)} (Non-positive multiplication factor)`;
      throw new ValueError(expected('repeat', 'a whole number ≥ 1', received, 'Repeat at least once'));
    }
    return new SequentialModule(...Array.from({ length: times }, () => [...this]).flat()) as Sequential<
      Module[]
    >;
  }

  private renumber(layers: readonly (Module | null)[]): void {
    const { children } = slotsOf(this);
    const names = namesOf(children);
    children.clear();
    for (const name of names) Reflect.deleteProperty(this, name);
    layers.forEach((layer, i) => {
      this.addModule(String(i), layer);
    });
  }
}

/** An input that does not fit is reported with the path of the layer it did not fit: `1.0 (Linear): expected …`. */
function forwardAt(name: string, layer: Module, x: Tensor): Tensor {
  try {
    return layer.forward(x);
  } catch (error) {
    if (error instanceof RuntimeError && /^[^:]*: expected an input of shape/.test(error.message)) {
      const own = `${layer.typeName}:`;
      const isOwn = error.message.startsWith(own);
      error.message = isOwn
        ? `${name} (${layer.typeName}):${error.message.slice(own.length)}`
        : `${name}.${error.message}`;
    }
    throw error;
  }
}

/** Python's `list[start:end:step]`. */
function pythonSlice<T>(
  list: readonly T[],
  start: number | undefined,
  end: number | undefined,
  step: number,
): T[] {
  if (!Number.isInteger(step) || step === 0) {
    throw new ValueError(expected('slice', 'a step that is not 0', shown(step), 'Use 1 or −1'));
  }
  for (const bound of [start, end]) {
    if (bound === undefined || Number.isInteger(bound)) continue;
    const what = 'whole numbers as bounds (slice indices must be integers)';
    throw new TypeError(expected('slice', what, shown(bound), 'Leave a bound out to go to the end'));
  }
  const { length } = list;
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (i: number) => Math.min(Math.max(i < 0 ? i + length : i, low), high);
  const from = start === undefined ? (step > 0 ? 0 : length - 1) : clamp(start);
  const to = end === undefined ? (step > 0 ? length : -1) : clamp(end);
  const picked: T[] = [];
  for (let i = from; step > 0 ? i < to : i > to; i += step) picked.push(list[i]!);
  return picked;
}

export type Sequential<L extends readonly Module[] = Module[]> = SequentialModule & Positions<L>;

interface SequentialConstructor {
  new <const L extends readonly Module[]>(...layers: L): Sequential<L>;
  new (layers: ReadonlyMap<string, Module>): Sequential<Module[]>;
  readonly prototype: SequentialModule;
}

Object.defineProperty(SequentialModule, 'name', { value: 'Sequential' });
onlyReads(SequentialModule);
export const Sequential = SequentialModule as unknown as SequentialConstructor;
