import { structuredPatch } from 'diff';
import type { Files } from '../bundle.ts';
import type { Paper } from './paper.ts';
import { clean } from './paper.ts';

const AROUND = 3;

/** What changed from one version of a kata's files to another, line by line; [] when nothing did. */
export function diffLines(before: Files, after: Files, paper: Paper): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const lines = hunkLines(before.get(name) ?? '', after.get(name) ?? '', paper);
    return lines.length === 0 ? [] : [paper.bold(name), ...lines];
  });
}

/** The lines that differ between two texts and those around them; [] when only line ends do. */
export function hunkLines(before: string, after: string, paper: Paper): string[] {
  const { hunks } = structuredPatch('', '', tidy(before), tidy(after), '', '', { context: AROUND });
  return hunks.flatMap(({ newStart, lines }) => [
    paper.dim(`@ ${newStart}`),
    ...lines.filter((line) => !line.startsWith('\\')).map((line) => colour(line, paper)),
  ]);
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
