import { clean } from './paper.ts';

/** Markup that is safe to put into a page as it is. Everything else a template is given becomes text. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | undefined | readonly Part[];

/** A template that escapes what it is given: only `html` itself makes markup. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, i) => text + (i < parts.length ? markupOf(parts[i]) : '')).join(''));
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escapeHtml(String(part));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for the content of an element or a quoted attribute; control characters become visible. */
export function escapeHtml(text: string): string {
  return clean(text).replace(/[&<>"']/g, (letter) => entities[letter]!);
}

export type Page = {
  /** `en` or `zh-CN`. */
  readonly language: string;
  readonly title: string;
  /** Rules of this page, after those of every page. */
  readonly styles?: string;
  readonly body: Html;
};

/** A whole page in one file: no script, no network, readable in light and dark, and on paper. */
export function page({ language, title, styles = '', body }: Page): string {
  return `${
    html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<style>${new Html(`${shared}${styles}`)}</style>
</head>
<body>
${body}
</body>
</html>`.markup
  }\n`;
}

/** Colours have names for what they mean; each pair of text and ground has a contrast of at least 4.5. */
const shared = `
:root {
  color-scheme: light dark;
  --ground: #fff; --raised: #f6f8fa; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0; --link: #0969da;
  --good: #1a7f37; --good-ground: #dafbe1; --bad: #b3261e; --bad-ground: #ffe3e0;
  --half: #8a5a00; --half-ground: #fff2cc; --odd: #6639ba; --odd-ground: #f0e7ff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --raised: #161b22; --text: #e6edf3; --quiet: #9198a1; --line: #30363d; --link: #58a6ff;
    --good: #56d364; --good-ground: #12331c; --bad: #ff8f87; --bad-ground: #431a19;
    --half: #e3b341; --half-ground: #3a2c0a; --odd: #c297ff; --odd-ground: #2d1f4a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem; max-width: 90rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
p { max-width: 48rem; }
a { color: var(--link); }
pre { overflow-x: auto; padding: .75rem; background: var(--raised); border-radius: 6px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.quiet { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { body { max-width: none; padding: 0; } }
`;
