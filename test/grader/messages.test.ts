import { expect, it } from 'vitest';
import { messagesOf, tellProblem } from '../../grader/messages.ts';
import type { Problem, ProblemKind } from '../../grader/types.ts';

const title = { en: 'the sum', zh: '求和' };
const samples: { readonly [kind in ProblemKind]: Extract<Problem, { kind: kind }> } = {
  'missing file': { kind: 'missing file', file: 'kata.ts' },
  'symbolic link': { kind: 'symbolic link', file: 'kata.ts' },
  'not utf-8': { kind: 'not utf-8', file: 'kata.ts' },
  'too deep': { kind: 'too deep', file: 'kata.ts' },
  'too large': { kind: 'too large', file: 'kata.ts', bytes: 700_000 },
  'syntax error': { kind: 'syntax error', file: 'kata.ts', line: 3, message: 'Unexpected token' },
  'missing export': { kind: 'missing export', file: 'kata.ts', name: 'add', others: [] },
  'load error': { kind: 'load error', file: 'kata.ts', message: 'Error: boom' },
  'missing name': { kind: 'missing name', file: 'kata.ts', line: 1, name: 'Liner', from: '#lib' },
  'syntax refused': { kind: 'syntax refused', file: 'kata.ts', line: 2, message: 'not allowed' },
  'type error': { kind: 'type error', file: 'kata.ts', line: 2, message: "Cannot find name 'x'" },
  'import refused': { kind: 'import refused', file: 'kata.ts', line: 1, name: 'node:fs' },
  'global refused': { kind: 'global refused', file: 'kata.ts', line: 1, name: 'process' },
  'name refused': {
    kind: 'name refused',
    file: 'kata.ts',
    name: 'walk',
    reason: { en: 'it walks for you. Walk yourself.', zh: '它会替你遍历。请自己遍历。' },
  },
  'ended early': { kind: 'ended early', during: title },
  'changed the judge': { kind: 'changed the judge', file: 'kata.ts', line: 2, name: 'Object.is' },
  'forged result': { kind: 'forged result' },
  'result missing': { kind: 'result missing', title },
  'result twice': { kind: 'result twice', title },
  'load timeout': { kind: 'load timeout' },
  'test timeout': { kind: 'test timeout', during: title },
  'out of memory': { kind: 'out of memory' },
  'output flood': { kind: 'output flood', during: title },
};

it.each(Object.values(samples))('tells $kind in the house form, and in Chinese', (problem) => {
  const [en, zh] = [messagesOf('en'), messagesOf('zh-CN')].map((messages) => tellProblem(problem, messages));
  expect(en).toMatch(/^kata\.ts(:\d+)?: expected .+, received .+\. [A-Z].+\.$/);
  expect(zh).toMatch(/^kata\.ts(:\d+)?：.*\p{Script=Han}.*。$/u);
  expect(zh).not.toMatch(/undefined|\b(expected|received)\b/);
});

it('names the doors of the file it is about', () => {
  const own = { ...samples['import refused'], file: 'property.ts' };
  expect(tellProblem(own, messagesOf('en'))).toContain(
    'imports from #lib, fast-check, ndarray or ndarray-ops only,',
  );
  expect(tellProblem(own, messagesOf('zh-CN'))).toContain(
    '只能从 #lib、fast-check、ndarray 或 ndarray-ops 导入',
  );
  const other = tellProblem(samples['import refused'], messagesOf('en'));
  expect(other).toContain('imports from #lib, ndarray or ndarray-ops only,');
});

it("puts the course's words of the asked language into a sentence", () => {
  expect(tellProblem(samples['test timeout'], messagesOf('zh-CN'))).toBe(
    'kata.ts：测试“求和”时一直没有返回。请检查是否有死循环。',
  );
  expect(tellProblem(samples['output flood'], messagesOf('en'))).toBe(
    'kata.ts: expected little output, received over 1 MB during "the sum". Remove the console.log.',
  );
});
