import { children, type Found, fixedName, isNode, lineAt, type Node, type Source } from './source.ts';

/** What every program is made of, and the library by the names it is imported under. */
const LANGUAGE = [
  'Object Function Array String Number Boolean Symbol BigInt Math JSON Reflect Map Set WeakMap WeakSet Promise Proxy',
  'RegExp Date Error TypeError RangeError ArrayBuffer DataView Float32Array Float64Array Int32Array Uint8Array console',
].flatMap((names) => names.split(' '));

/**
 * Assignments to parts of the language or the library, such as `Math.random = …`. The child keeps both locked, whatever
 * way a file tries to change them; here the usual way gets a clear message.
 */
export function findChanges(source: Source, own: ReadonlySet<string>): Found[] {
  const locked = new Set([...LANGUAGE, ...importedHere(source)].filter((name) => !own.has(name)));
  return source.body.flatMap((node) => changes(source, node, locked));
}

function changes(source: Source, node: Node, locked: ReadonlySet<string>): Found[] {
  const [target] = [node.left, node.argument].filter(isNode);
  const assigns =
    /^(Assignment|Update)Expression$/.test(node.type) ||
    (node.type === 'UnaryExpression' && node.operator === 'delete');
  const path = assigns && target !== undefined ? pathOf(target) : [];
  const inside = children(node).flatMap((child) => changes(source, child, locked));
  if (path.length < 2 || !locked.has(path[0]!)) return inside;
  const { file, text } = source;
  const problem = {
    kind: 'changed the judge',
    file,
    line: lineAt(text, node.start),
    name: path.join('.'),
  } as const;
  return [{ start: node.start, problem }, ...inside];
}

function importedHere(source: Source): string[] {
  return source.module.staticImports.flatMap((each) => each.entries.map((entry) => entry.localName.value));
}

/** The names of a chain of properties from its root, as far as they are written out; [] when it has no name at its root. */
function pathOf(node: Node): string[] {
  const inner = node.expression;
  if (isNode(inner)) return pathOf(inner);
  if (node.type === 'Identifier') return [String(node.name)];
  if (node.type !== 'MemberExpression' || !isNode(node.object)) return [];
  const path = pathOf(node.object);
  const name = fixedName(node);
  return path.length === 0 ? [] : [...path, name ? String(name.name ?? name.value) : '[…]'];
}
