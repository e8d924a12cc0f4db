import { findChanges } from './changes.ts';
import { children, type Found, fixedName, isNode, lineAt, type Node, type Source } from './source.ts';
import type { Forbidden, Problem } from './types.ts';

/** The doors a learner's file may enter; `property.ts` also uses fast-check. */
const DOORS = ['#lib', '#lib/torch', '#lib/gluon', '#lib/keras', 'ndarray', 'ndarray-ops'];
export const PROPERTY_DOORS = [...DOORS, 'fast-check'];

/** Ways out of the kata's box. Named here for a clear message; the child process is what really holds. */
const GLOBALS = new Set(
  ['process', 'globalThis', 'global', 'eval', 'Function', 'require', 'fetch', 'WebSocket', 'Worker'].concat([
    'XMLHttpRequest',
    'EventSource',
    'WebAssembly',
  ]),
);

type Use = { readonly name: string; readonly as: 'variable' | 'property'; readonly node: Node };

/** Every rule a file breaks, in source order; nothing of it is run. */
export function findViolations(source: Source, forbidden: readonly Forbidden[]): Problem[] {
  const uses = source.body.flatMap((node) => usesIn(node));
  const own = new Set(source.body.flatMap(declaredIn));
  const found = [
    ...refusedImports(source),
    ...uses
      .filter((use) => use.as === 'variable' && GLOBALS.has(use.name) && !own.has(use.name))
      .map((use) => globalAt(source, use)),
    ...forbidden.flatMap((rule) => refusedNames(source, rule, uses, own)),
    ...findChanges(source, own),
  ];
  return once(found.sort((a, b) => a.start - b.start).map((each) => each.problem));
}

/** A name used ten times is told once, at its first place. */
function once(problems: readonly Problem[]): Problem[] {
  const key = (problem: Problem): string => `${problem.kind} ${'name' in problem ? problem.name : ''}`;
  return problems.filter((problem, i) => problems.findIndex((other) => key(other) === key(problem)) === i);
}

/** A property may name the types of the kata beside it: type imports are gone before anything runs. */
function isOwnType(
  { moduleRequest, entries }: Source['module']['staticImports'][number],
  file: string,
): boolean {
  const typesOnly = entries.length > 0 && entries.every((entry) => entry.isType);
  return file.endsWith('property.ts') && moduleRequest.value === './kata.ts' && typesOnly;
}

function refusedImports(source: Source): Found[] {
  const { staticImports, dynamicImports, importMetas } = source.module;
  const doors = source.file.endsWith('property.ts') ? PROPERTY_DOORS : DOORS;
  const refuse = (start: number, name: string): Found => ({
    start,
    problem: { kind: 'import refused', file: source.file, line: lineAt(source.text, start), name },
  });
  const static_ = staticImports
    .filter((each) => !isOwnType(each, source.file))
    .map((each) => each.moduleRequest);
  return [
    ...[...static_, ...exportedFrom(source, doors)]
      .filter((request) => !doors.includes(request.value))
      .map((request) => refuse(request.start, request.value)),
    ...source.body.flatMap(importsByEquals).map((node) => refuse(node.start, 'import ... =')),
    ...dynamicImports.map((each) => refuse(each.start, 'import()')),
    ...importMetas.map((each) => refuse(each.start, 'import.meta')),
  ];
}

/**
 * The modules a file passes on, read from the tree: `export {} from 'x'` passes on no name, and loads x all the same.
 * `export *` is no door's name: it would pass on the library's answer without writing a name.
 */
function exportedFrom({ body }: Source, doors: readonly string[]): { value: string; start: number }[] {
  return body.flatMap(({ type, source }) => {
    if (!type.startsWith('Export') || !isNode(source)) return [];
    const name = String(source.value);
    const passesAll = type === 'ExportAllDeclaration' && doors.includes(name);
    return [{ value: passesAll ? `export * from ${name}` : name, start: source.start }];
  });
}

/** `import fs = require('fs')` and `import out = process`: TypeScript's own ways to import, at any depth. */
function importsByEquals(node: Node): Node[] {
  return node.type === 'TSImportEqualsDeclaration' ? [node] : children(node).flatMap(importsByEquals);
}

function globalAt(source: Source, use: Use): Found {
  const { start } = use.node;
  const line = lineAt(source.text, start);
  return { start, problem: { kind: 'global refused', file: source.file, line, name: use.name } };
}

/** What a learner declares may bear a forbidden name; taking the library's under that name is refused. */
function refusedNames(source: Source, rule: Forbidden, uses: readonly Use[], own: Set<string>): Found[] {
  return uses
    .filter((use) => rule.names.includes(use.name) && (use.as === 'property' || !own.has(use.name)))
    .map((use) => ({
      start: use.node.start,
      problem: {
        kind: 'name refused',
        file: source.file,
        line: lineAt(source.text, use.node.start),
        name: use.name,
        reason: rule.reason,
      },
    }));
}

/** Where a pattern keeps what it binds. */
const INSIDE: Readonly<Record<string, string>> = {
  ObjectPattern: 'properties',
  Property: 'value',
  ArrayPattern: 'elements',
  AssignmentPattern: 'left',
  RestElement: 'argument',
  TSParameterProperty: 'parameter',
};

const isFunction = ({ type }: Node): boolean => type === 'ArrowFunctionExpression' || /^Function/.test(type);

/** The names a node declares for the function around it, or the file; what a file imports is the library's. */
function declaredIn(node: Node): string[] {
  if (node.declare === true || isOnlyType(node)) return [];
  const names = [node.id, node.param].filter(isNode).flatMap(boundBy);
  return isFunction(node) ? names : [...names, ...children(node).flatMap(declaredIn)];
}

/** The names a function declares for itself. */
function declaredBy(node: Node): string[] {
  const params = [node.id, node.params].flat().filter(isNode);
  return [...params.flatMap(boundBy), ...children(node).flatMap(declaredIn)];
}

function boundBy(pattern: Node): string[] {
  if (pattern.type === 'Identifier') return [String(pattern.name)];
  return [pattern[INSIDE[pattern.type] ?? '']].flat().filter(isNode).flatMap(boundBy);
}

/** Expressions that carry a type: only the expression runs. */
const CASTS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]);

/** Syntax of TypeScript that runs: enums, namespaces and `export =`. */
const RUNNING = /^TS(Enum|Module|ExportAssignment)/;

/** Says something to the compiler, and is gone before anything runs. */
function isOnlyType({ type }: Node): boolean {
  return type.startsWith('TS') && !RUNNING.test(type) && !CASTS.has(type) && type !== 'TSParameterProperty';
}

function usesIn(node: Node): Use[] {
  const uses = allUsesIn(node);
  if (!isFunction(node)) return uses;
  const own = new Set(declaredBy(node));
  return uses.filter(({ name, as }) => as === 'property' || !own.has(name));
}

function allUsesIn(node: Node): Use[] {
  if (CASTS.has(node.type)) return isNode(node.expression) ? usesIn(node.expression) : [];
  if (node.type === 'TSParameterProperty') return isNode(node.parameter) ? usesIn(node.parameter) : [];
  if (isOnlyType(node)) return [];
  if (node.type === 'ImportDeclaration') return children(node).flatMap(importedUse);
  if (node.type === 'ExportNamedDeclaration' && isNode(node.source)) return children(node).flatMap(passedOn);
  if (node.type === 'ObjectPattern') return children(node).flatMap(patternUses);
  const name = fixedName(node);
  const rest = children(node).filter((child) => child !== name);
  const own = name && node.type === 'MemberExpression' ? [use(name, 'property')] : [];
  const self = node.type === 'Identifier' ? [use(node, 'variable')] : [];
  return [...self, ...own, ...rest.flatMap(usesIn)];
}

function importedUse(specifier: Node): Use[] {
  return isNode(specifier.imported) && specifier.importKind !== 'type'
    ? [use(specifier.imported, 'property')]
    : [];
}

/** `export { a as b } from 'x'` reads a of x. */
function passedOn(specifier: Node): Use[] {
  return isNode(specifier.local) && specifier.exportKind !== 'type' ? [use(specifier.local, 'property')] : [];
}

/** `{ a }` and `{ a: b }` on the left of an assignment read property a. */
function patternUses(property: Node): Use[] {
  const { key } = property;
  if (!isNode(key) || property.computed) return usesIn(property);
  const rest = children(property).filter((child) => child !== key);
  return [use(key, 'property'), ...rest.flatMap(usesIn)];
}

function use(node: Node, as: Use['as']): Use {
  return { name: String(node.name ?? node.value ?? ''), as, node };
}
