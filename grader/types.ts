/** Words the grader's parts share. Everything here is plain data: it crosses the child's channel and goes into reports. */

import type { Behaviour, Cell, Failure, Forbidden, Outcome, Status, Text } from '../test/kit/types.ts';

export type { Behaviour, Cell, Failure, Forbidden, Outcome, Text };
export type Language = 'en' | 'zh-CN';

/** One expected test, numbered from 1 as the kata declares it when no submission is loaded. */
export type Expected = { readonly number: number; readonly title: Text };

export type Place = { readonly file: string; readonly line?: number };

/** What was found out about a submission besides its tests' outcomes. */
export type Problem =
  | ({ readonly kind: 'missing file' } & Place)
  | ({ readonly kind: 'symbolic link' } & Place)
  | ({ readonly kind: 'too large'; readonly bytes: number } & Place)
  | ({ readonly kind: 'not utf-8' } & Place)
  | ({ readonly kind: 'too deep' } & Place)
  | ({ readonly kind: 'syntax error'; readonly message: string } & Place)
  | ({ readonly kind: 'missing export'; readonly name: string; readonly others: readonly string[] } & Place)
  | ({ readonly kind: 'load error'; readonly message: string } & Place)
  | ({ readonly kind: 'missing name'; readonly name: string; readonly from: string } & Place)
  | ({ readonly kind: 'type error'; readonly message: string } & Place)
  | ({ readonly kind: 'syntax refused'; readonly message: string } & Place)
  | ({ readonly kind: 'import refused'; readonly name: string } & Place)
  | ({ readonly kind: 'global refused'; readonly name: string } & Place)
  | ({ readonly kind: 'name refused'; readonly name: string; readonly reason: Text } & Place)
  | { readonly kind: 'ended early'; readonly during?: Text }
  | ({ readonly kind: 'changed the judge'; readonly name: string } & Place)
  | { readonly kind: 'forged result' }
  | { readonly kind: 'result missing'; readonly title: Text }
  | { readonly kind: 'result twice'; readonly title: Text }
  | { readonly kind: 'load timeout' }
  | { readonly kind: 'test timeout'; readonly during: Text }
  | { readonly kind: 'out of memory'; readonly during?: Text }
  | { readonly kind: 'output flood'; readonly during?: Text };

export type ProblemKind = Problem['kind'];

/** True when the tests could not run for it. What the compiler says is told beside the verdict: the tests run all the same. */
export function stops({ kind }: Problem): boolean {
  return kind !== 'type error' && kind !== 'syntax refused';
}

export const verdicts = ['passed', 'not started', 'wrong', 'broken', 'out of time', 'not allowed'] as const;
export type VerdictName = (typeof verdicts)[number];

/** One property of a judged kata; `no result` when the run ended before it. */
export type PropertyResult = Omit<Outcome, 'status'> & {
  readonly number: number;
  readonly status: Status | 'no result';
};

export type Verdict = {
  readonly name: VerdictName;
  readonly problems: readonly Problem[];
  readonly properties: readonly PropertyResult[];
  readonly earned: number;
};

export type Hints = readonly [Text, Text, Text];

export type Kata = {
  /** `01-access/02-open-a-layer` */
  readonly id: string;
  readonly group: string;
  readonly title: Text;
  readonly stars: number;
  readonly minutes: number;
  readonly cells: readonly string[];
  readonly points: number;
  /** Titles of the properties as the READMEs list them. */
  readonly checks: readonly Text[];
  readonly hints: Hints;
  /** Files a learner writes: `kata.ts`, and in a boss kata `property.ts`. */
  readonly files: readonly string[];
  /** Absolute folder of the README and the test. */
  readonly folder: string;
};

export type Group = { readonly id: string; readonly title: Text; readonly katas: readonly Kata[] };
export type Catalogue = { readonly groups: readonly Group[] };

/** The known wrong solution a submission behaves like: its name and the question that leads out of it. */
export type Diagnosis = { readonly id: string; readonly name: Text; readonly hint: Text };

export type GradedKata = {
  readonly kata: Kata;
  readonly verdict: Verdict;
  readonly printed: string;
  readonly diagnosis?: Diagnosis;
  /** How long the judging took. */
  readonly seconds?: number;
};
export type GradedGroup = { readonly group: Group; readonly katas: readonly GradedKata[] };

export type Report = {
  readonly groups: readonly GradedGroup[];
  readonly earned: number;
  readonly possible: number;
};

/** Short name for commands: `01-access/02-open-a-layer` → `01-access/02`. */
export function shortName(id: string): string {
  return id.replace(/^([^/]+\/\d+)-.*$/, '$1');
}

export function say(text: Text, language: Language): string {
  return language === 'zh-CN' ? text.zh : text.en;
}
