import type { Accepted } from './score.ts';

/** The survivors there may be. Whoever adds one says why no test could tell it from the original. */
export const accepted: readonly Accepted[] = [
  {
    file: 'solutions/03-initialization/08-boss-init-audit/kata.ts',
    mutator: 'EqualityOperator',
    from: 'value < 0.1',
    to: 'value <= 0.1',
    reason: {
      en: 'a ratio of exactly 0.1 is a matter of rounding, and two right answers may round differently',
      zh: '比值恰好等于 0.1 只取决于舍入，两个正确答案的舍入可能不同',
    },
  },
  {
    file: 'solutions/03-initialization/08-boss-init-audit/kata.ts',
    mutator: 'EqualityOperator',
    from: 'value > 10',
    to: 'value >= 10',
    reason: {
      en: 'the same at the upper edge: a ratio of exactly 10 is a matter of rounding',
      zh: '上边界同理：比值恰好等于 10 只取决于舍入',
    },
  },
];
