import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { languageOf, refuseInstall, refuseNode } from '../../grader/node-version.mjs';

it.each(['v20.19.0', 'v20.20.2', 'v22.12.0', 'v24.0.0', 'v26.10.0'])('lets Node %s in', (version) => {
  expect(refuseNode(version, 'en')).toBe('');
});

it.each(['v8.17.0', 'v18.20.4', 'v20.18.9', 'v21.7.0', 'v22.11.0', 'v23.5.0'])(
  'refuses Node %s',
  (version) => {
    expect(refuseNode(version, 'en')).toBe(
      `Node.js: expected 20.19+, 22.12+ or 24+, received ${version}. Install a newer one from https://nodejs.org, then run npm ci && npm start.`,
    );
    expect(refuseNode(version, 'zh-CN')).toContain(`现在是 ${version}`);
  },
);

it('states the range of package.json', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(engines.node).toBe('^20.19.0 || ^22.12.0 || >=24');
});

it('tells what to do before the packages are installed', () => {
  expect(refuseInstall('tsx', 'en')).toBe(
    'node_modules: expected package tsx, received none. Run npm ci, then npm start.',
  );
  expect(refuseInstall('tsx', 'zh-CN')).toContain('npm ci');
});

it('takes the language from --lang, then from the locale', () => {
  expect(languageOf([], {})).toBe('en');
  expect(languageOf([], { LANG: 'zh_CN.UTF-8' })).toBe('zh-CN');
  expect(languageOf([], { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en');
  expect(languageOf(['--lang', 'en'], { LANG: 'zh_CN.UTF-8' })).toBe('en');
  expect(languageOf(['--lang=zh-CN'], {})).toBe('zh-CN');
  expect(languageOf(['--lang'], {})).toBe('en');
});
