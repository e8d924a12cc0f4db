import { readSubmission } from '../submission.ts';
import { checkTypes } from '../typecheck.ts';
import { type Kata, type Problem, shortName } from '../types.ts';
import { bad, both, type Finding, good, note } from './finding.ts';

const MARK = '\uFEFF';

/** Line ends and byte order marks: all are read, a mixture in one file is worth a word. */
export function checkLineEnds(katas: readonly Kata[], katasFolder: string): Finding {
  const what = { en: 'Line ends', zh: '换行符' };
  const kinds = new Map<string, string[]>();
  for (const kata of katas) {
    for (const [file, text] of readSubmission(kata, katasFolder).files) {
      const kind = kindOf(text);
      kinds.set(kind, [...(kinds.get(kind) ?? []), `${shortName(kata.id)}/${file}`]);
    }
  }
  const mixed = kinds.get('mixed');
  if (mixed) {
    const found = { en: `LF and CRLF mixed in ${mixed[0]}`, zh: `${mixed[0]} 中混用 LF 和 CRLF` };
    const next = { en: 'save it with one kind of line end', zh: '用同一种换行符重新保存' };
    return note(what, found, next);
  }
  return good(what, both([...kinds].map(([kind, files]) => `${kind} (${files.length})`).join(', ') || 'LF'));
}

function kindOf(text: string): string {
  const crlf = text.split('\r\n').length - 1;
  const all = text.split('\n').length - 1;
  const ends = crlf === 0 ? 'LF' : crlf === all ? 'CRLF' : 'mixed';
  return text.startsWith(MARK) && ends !== 'mixed' ? `${ends} + BOM` : ends;
}

/** The begun katas' types fit; the compiler is there at all. */
export async function checkKataTypes(katas: readonly Kata[], katasFolder: string): Promise<Finding> {
  const what = both('TypeScript');
  const begun = katas
    .map((kata) => ({ kata, submission: readSubmission(kata, katasFolder) }))
    .filter(({ submission }) => !submission.untouched && submission.files.size > 0);
  try {
    const errors = await checkTypes(
      new Map(begun.map(({ kata, submission }) => [kata.id, submission.files])),
    );
    const first = [...errors].find(([, list]) => list.length > 0);
    if (first) return typeError(what, first);
    return good(what, {
      en: `types fit in all katas begun (${begun.length})`,
      zh: `已动笔的 ${begun.length} 个练习类型无误`,
    });
  } catch (error) {
    return bad(what, both((error as Error).message.split('\n')[0]!), both('npm ci'));
  }
}

function typeError(what: Finding['what'], [id, errors]: readonly [string, readonly Problem[]]): Finding {
  const [error] = errors as readonly Extract<Problem, { kind: 'type error' }>[];
  const place = `katas/${id}/${error!.file}:${error!.line ?? 1}`;
  return bad(what, both(`${place} ${error!.message}`), {
    en: `fix it, then npm start -- grade ${shortName(id)}`,
    zh: `改正后运行 npm start -- grade ${shortName(id)}`,
  });
}
