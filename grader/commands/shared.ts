import { usage } from '../errors.ts';
import type { Language } from '../types.ts';
import { flag, type Option, text } from './option.ts';

const lang: Option<Language | undefined> = {
  type: 'string',
  placeholder: 'en|zh-CN',
  help: { en: 'language (default: from LANG)', zh: '语言（默认取自 LANG）' },
  fallback: undefined,
  read: (given, name) => {
    if (/^en\b/i.test(given)) return 'en';
    if (/^zh\b/i.test(given)) return 'zh-CN';
    throw usage((messages) => messages.badValue(name, 'en / zh-CN', given));
  },
};

/** Options of every command. `--course` is for the course's own tests. */
export const shared = {
  lang,
  json: flag({ en: 'the answer as JSON', zh: '以 JSON 输出' }),
  katas: text('DIR', {
    en: 'the katas of another folder, with these tests',
    zh: '另一个文件夹里的练习，测试用本仓库的',
  }),
  help: { ...flag({ en: 'this text', zh: '显示本说明' }), short: 'h' },
  course: text('DIR'),
};
