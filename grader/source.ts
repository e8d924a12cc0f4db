import { type EcmaScriptModule, parseSync } from 'oxc-parser';
import type { Problem } from './types.ts';

/** A syntax node read without trusting its type: every field may be another node. */
export type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<
  Record<string, unknown>
>;

/** One file of a submission, parsed and never run. */
export type Source = {
  readonly file: string;
  readonly text: string;
  readonly body: readonly Node[];
  readonly module: EcmaScriptModule;
  readonly error: Problem | undefined;
};

/** A problem with the place where it starts, for telling them in the order of the file. */
export type Found = { readonly start: number; readonly problem: Problem };

export function parseSource(file: string, text: string): Source {
  const { program, module, errors } = parseSync(file, text, { lang: 'ts', sourceType: 'module' });
  const first = errors.find((error) => error.severity === 'Error');
  const error: Problem | undefined = first && {
    kind: 'syntax error',
    file,
    line: lineAt(text, first.labels[0]?.start ?? 0),
    message: first.message,
  };
  return { file, text, body: program.body as unknown as readonly Node[], module, error };
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Names a test file imports from `specifier`, type-only imports left out. */
export function importedNames(source: Source, specifier: string): string[] {
  return source.module.staticImports
    .filter((entry) => entry.moduleRequest.value === specifier)
    .flatMap((entry) => entry.entries)
    .filter((entry) => !entry.isType && entry.importName.kind === 'Name')
    .map((entry) => entry.importName.name ?? '');
}

/** The line on which a file imports a name, if it does. */
export function lineOfImport(source: Source, name: string): number | undefined {
  const entries = source.module.staticImports.flatMap((entry) => entry.entries);
  const found = entries.find((entry) => entry.importName.name === name);
  return found?.importName.start == null ? undefined : lineAt(source.text, found.importName.start);
}

/** The names a file exports, types left out; undefined when `export *` may give it any. */
export function exportedNames({ module }: Source): string[] | undefined {
  const entries = module.staticExports.flatMap((statement) => statement.entries);
  if (entries.some((entry) => entry.importName.kind === 'AllButDefault')) return undefined;
  return entries.filter((entry) => !entry.isType).map((entry) => entry.exportName.name ?? 'default');
}

export function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

/** The nodes directly below one node, in source order. */
export function children(node: Node): Node[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

/** The child of a node that is a name rather than an expression. */
export function fixedName(node: Node): Node | undefined {
  if (node.type === 'MemberExpression' && isNode(node.property)) {
    return !node.computed || node.property.type === 'Literal' ? node.property : undefined;
  }
  const keyed = /^(Property|MethodDefinition|PropertyDefinition|AccessorProperty)$/.test(node.type);
  if (keyed && !node.computed && isNode(node.key)) return node.key;
  return node.type === 'ExportSpecifier' && isNode(node.exported) ? node.exported : undefined;
}
