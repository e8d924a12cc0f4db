import { structuredPatch } from 'diff';
import type { Files } from '../bundle.ts';
import type { Paper } from './paper.ts';
import { clean } from './paper.ts';

const AROUND = 3;

/** What changed from one version of a kata's files to another, line by line; [] when nothing did. */
export function diffLines(before: Files, after: Files, paper: Paper): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [old, now] = [before, after].map((files) => tidy(files.get(name) ?? ''));
    const { hunks } = structuredPatch(name, name, old!, now!, '', '', { context: AROUND });
    if (hunks.length === 0) return [];
    return [
      paper.bold(name),
      ...hunks.flatMap(({ newStart, lines }) => [
        paper.dim(`@ ${newStart}`),
        ...lines.map((line) => colour(line, paper)),
      ]),
    ];
  });
}

/** A change of line ends alone is none that a learner made. */
function tidy(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

function colour(line: string, paper: Paper): string {
  const text = clean(line);
  if (line.startsWith('+')) return paper.good(text);
  return line.startsWith('-') ? paper.bad(text) : paper.dim(text);
}
