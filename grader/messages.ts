import { en } from './messages-en.ts';
import { zhCN } from './messages-zh-cn.ts';
import type { Language, Problem, ProblemKind, PropertyResult, VerdictName } from './types.ts';

/** Every sentence the grader says to a person. A key missing in one language does not type-check. */
export type Messages = {
  readonly product: string;
  readonly points: (earned: number, possible: number) => string;
  readonly percent: (value: number) => string;
  readonly verdict: Readonly<Record<VerdictName, string>>;
  readonly status: Readonly<Record<PropertyResult['status'], string>>;
  readonly someProperties: (passed: number, total: number) => string;
  readonly problem: { readonly [kind in ProblemKind]: (problem: Extract<Problem, { kind: kind }>) => string };
  readonly input: string;
  readonly expected: string;
  readonly yours: string;
  readonly difference: (place: string, expected: string, yours: string) => string;
  readonly shapes: (expected: string, yours: string) => string;
  readonly more: (count: number) => string;
  readonly printed: string;
  readonly toPass: string;
  readonly looksLike: (name: string) => string;
  readonly hint: (level: number, text: string) => string;
  readonly askHint: (command: string) => string;
  readonly replay: (command: string) => string;
  readonly minutes: (count: number) => string;
  readonly started: string;
  readonly nextStart: (readme: string, command: string) => string;
  readonly nextSee: (command: string) => string;
  readonly nextFix: (file: string, command: string) => string;
  readonly nextHint: (command: string) => string;
  readonly nextTry: (file: string) => string;
  readonly nextKata: (command: string) => string;
  readonly allDone: string;
  readonly lastHint: string;
  readonly unknownKata: (command: string, word: string, guess: string | undefined) => string;
  readonly unknownCommand: (names: readonly string[], word: string, guess: string | undefined) => string;
  readonly unknownOption: (command: string, word: string, guess: string | undefined) => string;
  readonly tooManyWords: (command: string, most: number, received: number) => string;
  readonly badValue: (option: string, expected: string, received: string) => string;
  readonly needsValue: (option: string) => string;
  readonly oneKata: (command: string, received: number) => string;
  readonly noFolder: (option: string, folder: string) => string;
  readonly crashed: (what: string) => string;
};

export function messagesOf(language: Language): Messages {
  return language === 'zh-CN' ? zhCN : en;
}

/** The sentence of a problem; each kind has its own, with its own facts. */
export function tellProblem(problem: Problem, messages: Messages): string {
  const tell = messages.problem[problem.kind] as (problem: Problem) => string;
  return tell(problem);
}
