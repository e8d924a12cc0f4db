export function refuseNode(version: string, language: 'en' | 'zh-CN'): string;
export function refuseInstall(name: string, language: 'en' | 'zh-CN'): string;
export function languageOf(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): 'en' | 'zh-CN';
