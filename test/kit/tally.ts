import type { Text, Thoroughness } from './types.ts';

const MOST_NAMED = 6;

/** Both counts of a learner's property, and the ideas it misses, by name only. */
export function tally({ accepts, catches, missed }: Thoroughness): Text {
  const named = missed.slice(0, MOST_NAMED);
  const more = missed.length - named.length;
  const en = `Your property accepts ${accepts[0]} of ${accepts[1]} correct, catches ${catches[0]} of ${catches[1]} wrong`;
  const zh = `你的性质接受了 ${accepts[1]} 个正确解法里的 ${accepts[0]} 个，抓住了 ${catches[1]} 个错误解法里的 ${catches[0]} 个`;
  if (named.length === 0) return { en, zh };
  return {
    en: `${en}: it misses ${named.map((name) => name.en).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    zh: `${zh}；漏掉的有：${named.map((name) => name.zh).join('；')}${more > 0 ? `；还有 ${more} 个` : ''}`,
  };
}
