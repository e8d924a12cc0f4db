import { type Language, say, type Text } from '../types.ts';

/** What the report formats say besides the grader's own sentences. */
const texts = {
  kata: { en: 'kata', zh: '练习' },
  verdict: { en: 'verdict', zh: '结果' },
  points: { en: 'points', zh: '得分' },
  properties: { en: 'properties', zh: '性质' },
  details: { en: 'What to look at', zh: '该看哪里' },
} satisfies Readonly<Record<string, Text>>;

export type TextName = keyof typeof texts;

export function tell(name: TextName, language: Language): string {
  return say(texts[name], language);
}

/** How much of a report is left out when it would be too long for its reader. */
export function leftOut(count: number, language: Language): string {
  return language === 'zh-CN'
    ? `另有 ${count} 个练习的说明没有列出，因为篇幅太长。用 npm start -- grade 可以看到。`
    : `The details of ${count} more ${count === 1 ? 'kata is' : 'katas are'} left out to keep this short. npm start -- grade shows them.`;
}
