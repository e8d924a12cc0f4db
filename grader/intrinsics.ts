/**
 * Runs in the child before a submission loads: remembers what the language's own functions are, so that a
 * submission that replaces `Object.is` or `Array.prototype.push` is noticed, and takes the ways out off the global.
 */

const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf, defineProperty, deleteProperty } = Reflect;
const { is } = Object;

const generator = getPrototypeOf(function* () {}.prototype as object) as object;
const arrayIterator = getPrototypeOf([][Symbol.iterator]()) as object;

const watched: readonly (readonly [string, object])[] = [
  ['Object', Object],
  ['Object.prototype', Object.prototype],
  ['Function.prototype', Function.prototype],
  ['Array', Array],
  ['Array.prototype', Array.prototype],
  ['String.prototype', String.prototype],
  ['Number', Number],
  ['Number.prototype', Number.prototype],
  ['Boolean.prototype', Boolean.prototype],
  ['Symbol.prototype', Symbol.prototype],
  ['Math', Math],
  ['JSON', JSON],
  ['Reflect', Reflect],
  ['Map.prototype', Map.prototype],
  ['Set.prototype', Set.prototype],
  ['WeakMap.prototype', WeakMap.prototype],
  ['Promise', Promise],
  ['Promise.prototype', Promise.prototype],
  ['RegExp.prototype', RegExp.prototype],
  ['Error.prototype', Error.prototype],
  ['TypedArray.prototype', getPrototypeOf(Float32Array.prototype) as object],
  ['Float32Array.prototype', Float32Array.prototype],
  ['Float64Array.prototype', Float64Array.prototype],
  ['Array iterator', arrayIterator],
  ['Generator.prototype', generator],
  ['Date', Date],
  ['Proxy', Proxy],
];

const globals: readonly string[] = [
  'Object',
  'Array',
  'Number',
  'String',
  'Math',
  'JSON',
  'Map',
  'Set',
].concat(
  ['WeakMap', 'Promise', 'Error', 'Reflect', 'Float32Array', 'Float64Array', 'Symbol', 'Proxy'],
  ['isNaN', 'isFinite', 'parseFloat', 'parseInt'],
);

type Memory = {
  readonly name: string;
  readonly target: object;
  readonly keys: readonly PropertyKey[];
  /** value, get and set of each key, three in a row */
  readonly parts: readonly unknown[];
};

/** Returns a function that names the first thing changed since this call, '' when nothing is. */
export function watchIntrinsics(): () => string {
  const memories: Memory[] = [];
  for (let i = 0; i < watched.length; i++) memories[i] = remember(watched[i]![0], watched[i]![1]);
  const values: unknown[] = [];
  for (let i = 0; i < globals.length; i++) values[i] = currentValue(globalThis, globals[i]!);
  return () => {
    for (let i = 0; i < memories.length; i++) {
      const change = changeOf(memories[i]!);
      if (change !== '') return change;
    }
    for (let i = 0; i < globals.length; i++) {
      if (!is(currentValue(globalThis, globals[i]!), values[i])) return globals[i]!;
    }
    return '';
  };
}

/** Loops by index and captured functions only: the methods used here could be the ones replaced. */
function remember(name: string, target: object): Memory {
  const keys = ownKeys(target);
  const parts: unknown[] = [];
  for (let i = 0; i < keys.length; i++) {
    const descriptor = getOwnPropertyDescriptor(target, keys[i]!);
    parts[3 * i] = descriptor?.value;
    parts[3 * i + 1] = descriptor?.get;
    parts[3 * i + 2] = descriptor?.set;
  }
  return { name, target, keys, parts };
}

function changeOf(memory: Memory): string {
  const now = remember(memory.name, memory.target);
  const most = now.keys.length > memory.keys.length ? now.keys.length : memory.keys.length;
  for (let i = 0; i < most; i++) {
    const key = i < now.keys.length ? now.keys[i] : memory.keys[i];
    if (!is(now.keys[i], memory.keys[i])) return label(memory.name, key);
    for (let part = 3 * i; part < 3 * i + 3; part++) {
      if (!is(now.parts[part], memory.parts[part])) return label(memory.name, key);
    }
  }
  return '';
}

function label(name: string, key: PropertyKey | undefined): string {
  return typeof key === 'string' ? `${name}.${key}` : name;
}

function currentValue(target: object, key: string): unknown {
  return getOwnPropertyDescriptor(target, key)?.value;
}

/** Takes the process, the network and other ways out off the global object; the caller keeps what it captured. */
export function hideHost(): void {
  const bare = { env: {}, argv: [], platform: 'hidden', versions: {} };
  defineProperty(globalThis, 'process', { value: Object.freeze(bare), configurable: true, writable: true });
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'WebAssembly', 'navigator']) {
    deleteProperty(globalThis, name);
  }
}
