import type { Language, Text } from '../types.ts';

const texts = {
  title: { en: 'Your report', zh: '你的报告' },
  groups: { en: 'Groups', zh: '各组' },
  next: { en: 'Next:', zh: '下一题：' },
  allDone: { en: 'All katas passed.', zh: '所有练习都通过了。' },
  properties: { en: 'What the tests check', zh: '测试检查什么' },
  picture: { en: 'Drawn by your code', zh: '由你的代码画出' },
  counterexample: { en: 'Smallest counterexample:', zh: '最小的反例：' },
  looksLike: { en: 'This looks like:', zh: '看起来像是：' },
  hint: { en: 'A hint', zh: '一条提示' },
  replay: { en: 'Replay:', zh: '重放：' },
  marked: { en: 'differs', zh: '不同' },
  begin: { en: 'Begin with', zh: '从这里开始：' },
  toTop: { en: 'To the top', zh: '回到顶部' },
} as const satisfies Record<string, Text>;

export type Tell = (name: keyof typeof texts) => string;

export const tellIn =
  (language: Language): Tell =>
  (name) =>
    language === 'zh-CN' ? texts[name].zh : texts[name].en;

/** `12 of 30 katas passed`. */
export function passedOf(passed: number, all: number, language: Language): string {
  return language === 'zh-CN' ? `${all} 题已通过 ${passed} 题` : `${passed} of ${all} katas passed`;
}
