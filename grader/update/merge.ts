import { diff3Merge } from 'node-diff3';

const MARK = '\uFEFF';

/**
 * The learner's text with what changed from one shipped version to the next; undefined when both changed the same
 * lines. Line ends and a byte order mark stay as the learner's editor wrote them, and an unchanged text is returned
 * byte for byte.
 */
export function mergeTexts(base: string, mine: string, theirs: string): string | undefined {
  const [old, own, next] = [base, mine, theirs].map(plain) as [string, string, string];
  if (own === next || old === next) return mine;
  const regions = diff3Merge(own.split('\n'), old.split('\n'), next.split('\n'), {
    excludeFalseConflicts: true,
  });
  const lines: string[] = [];
  for (const { ok } of regions) {
    if (ok === undefined) return undefined;
    lines.push(...ok);
  }
  return dressed(lines.join('\n'), mine);
}

function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

function dressed(text: string, like: string): string {
  const ends = like.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
  return like.startsWith(MARK) ? MARK + ends : ends;
}
