import { clean, type Paper, read } from '../report/paper.ts';
import { texts } from './texts.ts';

/**
 * A README for the terminal: headings and code stand out, marks that only a browser needs go away. Hints stay shut:
 * they are read one level at a time.
 */
export function readmeLines(source: string, paper: Paper): readonly string[] {
  let code = false;
  const lines = shut(clean(source), paper).split('\n');
  const drawn = lines.flatMap((line): string[] => {
    if (line.startsWith('```')) {
      code = !code;
      return [];
    }
    if (code) return [paper.dim(`    ${line}`)];
    const heading = /^#+ (.*)$/.exec(line);
    if (heading) return [paper.bold(inline(heading[1]!, paper))];
    return [inline(line.replace(/^[-*] /, '• '), paper)];
  });
  return drawn.filter((line, i) => line !== '' || (drawn[i - 1] !== '' && i > 0));
}

/** Emphasis, code and links inside a line; what is between backticks is left as it is. */
function inline(line: string, paper: Paper): string {
  return line
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith('`') && part.length > 2 ? paper.bold(part.slice(1, -1)) : prose(part, paper),
    )
    .join('');
}

function prose(text: string, paper: Paper): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => paper.bold(strong))
    .replace(/(^|[\s(])_([^_]+)_(?=$|[\s).,;:])/g, '$1$2')
    .replace(/\\([*_`<>])/g, '$1');
}

function shut(source: string, paper: Paper): string {
  return source.replace(
    /<details>\s*<summary>[^<\d]*(\d)[^<]*<\/summary>[\s\S]*?<\/details>/g,
    (_, level: string) => read(texts.hintIn(Number(level)), paper),
  );
}
