import type { Messages } from './messages.ts';
import { en } from './messages-en.ts';
import { zhCN } from './messages-zh-cn.ts';
import type { Text } from './types.ts';

/** A refusal in both languages; `exitCode` 2 when the question was wrong, 3 when the grader or the course is. */
export class GraderError extends Error {
  readonly exitCode: 2 | 3;
  readonly text: Text;

  constructor(exitCode: 2 | 3, text: Text) {
    super(text.en);
    this.name = 'GraderError';
    this.exitCode = exitCode;
    this.text = text;
  }
}

/** The question was wrong: a shared sentence, in both languages. */
export function usage(sentence: (messages: Messages) => string): GraderError {
  return new GraderError(2, { en: sentence(en), zh: sentence(zhCN) });
}

/** The course's own files are wrong: an author's matter, told in English whatever the language. */
export function courseError(where: string, expected: string, received: string, next: string): GraderError {
  const sentence = `${where}: expected ${expected}, received ${received}. ${next}.`;
  return new GraderError(3, { en: sentence, zh: sentence });
}
