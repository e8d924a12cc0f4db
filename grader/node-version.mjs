// Template strings, let and arrow functions run on every Node that reads .mjs; anything newer must not stand here.

const RANGE = '20.19+, 22.12+ or 24+';

/** The refusal for a Node version that cannot run the course, or '' when it can. Mirrors "engines" in package.json. */
export function refuseNode(version, language) {
  const [major, minor] = String(version).replace(/^v/, '').split('.').map(Number);
  if (major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return '';
  if (language === 'zh-CN') {
    return `Node.js：需要 ${RANGE}，现在是 ${version}。请从 https://nodejs.org 安装新版本，再运行 npm ci && npm start。`;
  }
  return `Node.js: expected ${RANGE}, received ${version}. Install a newer one from https://nodejs.org, then run npm ci && npm start.`;
}

/** The refusal for a checkout without its packages. */
export function refuseInstall(name, language) {
  if (language === 'zh-CN') return `node_modules：缺少包 ${name}。请先运行 npm ci，再运行 npm start。`;
  return `node_modules: expected package ${name}, received none. Run npm ci, then npm start.`;
}

/** `--lang` if given, else the locale variables; Chinese of any region reads the Simplified Chinese texts. */
export function languageOf(argv, env) {
  const at = argv.lastIndexOf('--lang');
  const joined = argv.find((word) => word.startsWith('--lang='));
  const asked = joined ? joined.slice('--lang='.length) : at >= 0 ? argv[at + 1] : '';
  const locale = asked || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(locale) ? 'zh-CN' : 'en';
}
