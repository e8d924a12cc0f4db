/**
 * Runs in the child before a submission loads. A submission shares its realm with the kit and the library, so the realm
 * is closed first: whatever leads out of the language is taken off, and whatever a submission can reach is locked.
 * After that nothing has to be watched, since nothing can change.
 */

const { construct, defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } =
  Reflect;

/** The language itself, and four harmless helpers that every host of it has. */
const KEPT = new Set(
  [
    'globalThis Infinity NaN undefined isFinite isNaN parseFloat parseInt escape unescape',
    'decodeURI decodeURIComponent encodeURI encodeURIComponent',
    'Object Function Boolean Symbol Number BigInt Math Date String RegExp JSON Intl Reflect Proxy',
    'Error AggregateError EvalError RangeError ReferenceError SuppressedError SyntaxError TypeError URIError',
    'Array ArrayBuffer SharedArrayBuffer Atomics DataView Int8Array Uint8Array Uint8ClampedArray Int16Array',
    'Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array',
    'Map Set WeakMap WeakSet WeakRef FinalizationRegistry Promise Iterator DisposableStack AsyncDisposableStack',
    'structuredClone queueMicrotask TextEncoder TextDecoder',
  ].flatMap((names) => names.split(' ')),
);

/** What of ours a submission gets hold of. */
export type Shared = {
  readonly parts: readonly object[];
  /** The parts whose classes submissions extend and whose methods they replace in objects of their own. */
  readonly extended: readonly object[];
};

/** Closes the realm; the submission prints to `console`. */
export function closeRealm({ parts, extended }: Shared, console: object): void {
  for (const key of ownKeys(globalThis)) keepOrTakeOff(key);
  // Whoever cannot sleep computes as long as it runs, and that is what its time is counted by.
  for (const name of ['wait', 'waitAsync']) deleteProperty(Atomics, name);
  defineProperty(globalThis, 'console', { value: console });
  for (const make of functionKinds) withoutImport(getPrototypeOf(make) as object);
  defineProperty(Function.prototype, 'toString', { value: withoutSource });
  const language = reachableFrom([globalThis, ...hiddenParts()]);
  const library = reachableFrom(extended, language);
  for (const object of [...overridden, ...library]) if (isPrototype(object)) allowOverriding(object);
  const rest = reachableFrom(parts, new Set([...language, ...library]));
  for (const object of [...language, ...library, ...rest]) lock(object);
}

function keepOrTakeOff(key: PropertyKey): void {
  // Some of Node's globals are made only when they are read.
  if (KEPT.has(String(key))) defineProperty(globalThis, key, { value: Reflect.get(globalThis, key) });
  else deleteProperty(globalThis, key);
}

const functionKinds = [() => {}, function* () {}, async () => {}, async function* () {}];

/** Parts of the language that no global leads to. */
function hiddenParts(): object[] {
  const iterators = [
    [].values(),
    new Map().values(),
    new Set().values(),
    ''[Symbol.iterator](),
    ''.matchAll(/x/g),
  ];
  return [
    ...functionKinds,
    ...iterators,
    ...functionKinds.map((make) => (make as { prototype?: object }).prototype ?? {}),
  ];
}

/**
 * Code made from a string would be free to import Node's modules, whoever makes it. ndarray makes its loops that way,
 * so a string may become code as long as it imports nothing: `import` is a word that no escape can spell.
 */
function withoutImport(prototype: object): void {
  const real = getOwnPropertyDescriptor(prototype, 'constructor')!.value;
  function tame(...parts: unknown[]): unknown {
    const texts = parts.map((part) => `${part}`);
    if (texts.some((text) => text.includes('import')))
      throw new EvalError('Code made from a string cannot import');
    return construct(real, texts, new.target ?? real);
  }
  defineProperty(tame, 'name', { value: real.name });
  defineProperty(tame, 'prototype', { value: prototype });
  defineProperty(prototype, 'constructor', { value: tame });
  if (prototype === Function.prototype) defineProperty(globalThis, 'Function', { value: tame });
}

/** The text of a function would tell a boss's property which solution it is trying. */
function withoutSource(this: unknown): string {
  if (typeof this !== 'function') throw new TypeError('Function.prototype.toString needs a function');
  return 'function () { [native code] }';
}

/** Every object that properties, accessors and prototypes lead to, except the ones `known` already. */
function reachableFrom(roots: readonly object[], known: ReadonlySet<object> = new Set()): Set<object> {
  const found = new Set<object>();
  const visit = (value: unknown): void => {
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
    if (isObject && !known.has(value)) found.add(value);
  };
  roots.forEach(visit);
  // A set is walked in the order of insertion, and goes on to what is inserted meanwhile.
  for (const object of found) {
    visit(getPrototypeOf(object));
    for (const key of ownKeys(object)) {
      const { value, get, set } = getOwnPropertyDescriptor(object, key)!;
      visit(value);
      visit(get);
      visit(set);
    }
  }
  return found;
}

/** Prototypes of the language whose properties programs replace in objects and classes of their own. */
const overridden: readonly object[] = [
  ...[
    Object,
    Function,
    Error,
    AggregateError,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  ].map(({ prototype }) => prototype),
];

function isPrototype(object: object): boolean {
  const maker = getOwnPropertyDescriptor(object, 'constructor')?.value;
  return typeof maker === 'function' && maker.prototype === object;
}

/**
 * `error.name = 'Mine'` fails where a locked prototype has a `name`. As an accessor it gives the same value, and
 * assigning to it makes a property of the object's own.
 */
function allowOverriding(prototype: object): void {
  for (const key of ownKeys(prototype)) {
    const { value, writable, enumerable } = getOwnPropertyDescriptor(prototype, key)!;
    if (writable !== true) continue;
    const { get, set } = accessors(prototype, key, value);
    defineProperty(prototype, key, { get, set, enumerable: enumerable === true });
  }
}

/** Methods, since functions of the other kinds would bring a prototype that is locked nowhere. */
function accessors(
  prototype: object,
  key: PropertyKey,
  value: unknown,
): { get(): unknown; set(own: unknown): void } {
  return Object.freeze({
    get: Object.freeze(() => value),
    set: Object.freeze(
      {
        set(this: unknown, own: unknown): void {
          const descriptor = { value: own, writable: true, enumerable: true, configurable: true };
          if (this === prototype || !defineProperty(this as object, key, descriptor))
            throw new TypeError(`Cannot assign to read only property '${String(key)}'`);
        },
      }.set,
    ),
  });
}

/** Numbers in a buffer cannot be frozen. */
function lock(object: object): void {
  if (ArrayBuffer.isView(object)) Object.preventExtensions(object);
  else Object.freeze(object);
}
