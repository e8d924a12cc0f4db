import { isNode, type Node, type Source } from './source.ts';

const NOT_STARTED = 'Not started: ';

/**
 * True when running the file could only say "Not started": every exported function and method throws it at once
 * and nothing else happens at load. Such a kata is judged without a child process.
 */
export function isUntouched(source: Source): boolean {
  if (source.error) return false;
  const parts = source.body.map(declarationOf).filter(isNode);
  const stubs = parts.filter((part) => !isInert(part));
  return stubs.length > 0 && stubs.every(isStub);
}

function declarationOf(node: Node): unknown {
  return node.type === 'ExportNamedDeclaration' ? node.declaration : node;
}

/** Imports and types do nothing when the file loads. */
function isInert(node: Node): boolean {
  return node.type === 'ImportDeclaration' || node.type.startsWith('TS') || node.type === 'EmptyStatement';
}

function isStub(node: Node): boolean {
  if (node.type === 'FunctionDeclaration') return throwsNotStarted(node);
  if (node.type === 'VariableDeclaration') {
    return list(node.declarations).every((each) => isNode(each.init) && throwsNotStarted(each.init));
  }
  if (node.type === 'ClassDeclaration' && isNode(node.body)) return isStubClass(list(node.body.body));
  return false;
}

/** Fields without a value are only declarations; at least one method must throw. */
function isStubClass(members: readonly Node[]): boolean {
  const methods = members.filter((member) => member.type === 'MethodDefinition');
  const rest = members.filter((member) => member.type !== 'MethodDefinition');
  const bodies = methods.map((method) => method.value).filter(isNode);
  return (
    bodies.length > 0 &&
    bodies.every((body) => throwsNotStarted(body)) &&
    rest.every((member) => member.type.startsWith('TS') || (!isNode(member.value) && !member.static))
  );
}

function throwsNotStarted(fn: Node): boolean {
  if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(fn.type)) return false;
  if (!isNode(fn.body) || fn.body.type !== 'BlockStatement') return false;
  const statements = list(fn.body.body).filter((each) => !isSuperCall(each));
  return statements.length === 1 && isNotStarted(statements[0]!);
}

function isSuperCall(node: Node): boolean {
  const call = node.expression;
  return (
    isNode(call) && call.type === 'CallExpression' && isNode(call.callee) && call.callee.type === 'Super'
  );
}

function isNotStarted(node: Node): boolean {
  const thrown = node.argument;
  if (node.type !== 'ThrowStatement' || !isNode(thrown) || thrown.type !== 'NewExpression') return false;
  const [message, ...more] = list(thrown.arguments);
  const named = isNode(thrown.callee) && thrown.callee.name === 'Error';
  return (
    named && more.length === 0 && typeof message?.value === 'string' && message.value.startsWith(NOT_STARTED)
  );
}

function list(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}
