// Plain JavaScript and no modern syntax: this must run on a Node too old for the rest.

var RANGE = '20.19+, 22.12+ or 24+';

/** The refusal for a Node version that cannot run the course, or '' when it can. Mirrors "engines" in package.json. */
export function refuseNode(version, language) {
  var parts = String(version).replace(/^v/, '').split('.').map(Number);
  var major = parts[0];
  var minor = parts[1];
  if (major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return '';
  if (language === 'zh-CN') {
    return 'Node.js：需要 ' + RANGE + '，现在是 ' + version + '。请从 https://nodejs.org 安装新版本，再运行 npm ci && npm start。';
  }
  return 'Node.js: expected ' + RANGE + ', received ' + version + '. Install a newer one from https://nodejs.org, then run npm ci && npm start.';
}

/** The refusal for a checkout without its packages. */
export function refuseInstall(name, language) {
  if (language === 'zh-CN') return 'node_modules：缺少包 ' + name + '。请先运行 npm ci，再运行 npm start。';
  return 'node_modules: expected package ' + name + ', received none. Run npm ci, then npm start.';
}

/** `--lang` if given, else the locale variables; Chinese of any region reads the Simplified Chinese texts. */
export function languageOf(argv, env) {
  var at = argv.indexOf('--lang');
  var asked = at >= 0 ? argv[at + 1] : undefined;
  for (var i = 0; i < argv.length; i++) if (argv[i].indexOf('--lang=') === 0) asked = argv[i].slice(7);
  var locale = asked || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(locale) ? 'zh-CN' : 'en';
}
