import { type Html, html, page } from '../report/html.ts';
import { cleanLine } from '../report/paper.ts';
import { type Language, shortName } from '../types.ts';
import { recordLink } from './folder.ts';
import {
  type Cell,
  type CellState,
  type Column,
  hardest,
  median,
  type Overview,
  percent,
  type Row,
} from './overview.ts';
import { styles } from './styles.ts';
import { type ClassTexts, classTexts } from './texts.ts';

/** What a cell shows: never colour alone. */
const emblems: Readonly<Record<CellState, string>> = {
  passed: '✓',
  wrong: '✗',
  broken: '!',
  'out of time': '∞',
  'not allowed': '⊘',
  'not started': '·',
  missing: '–',
};

/** The page is about the class: what only few got wrong is folded away. */
const MOST_SHOWN = 8;

/** The class in one file: facts, misconceptions, and the map of students and katas. */
export function classPage(overview: Overview, language: Language): string {
  const texts = classTexts(language);
  const { rows, columns, possible, gradedAt } = overview;
  const middle = median(overview);
  const facts = [
    texts.facts(rows.length, columns.length, possible),
    ...(middle === undefined ? [] : [texts.middle(middle)]),
    ...(gradedAt === '' ? [] : [texts.gradedAt(`${gradedAt.slice(0, 16).replace('T', ' ')} UTC`)]),
  ];
  const body = html`<main>
<h1>${texts.title}</h1>
<p class="quiet">${facts.join(' · ')}</p>
${misconceptions(overview, texts)}
${hardKatas(overview, texts)}
<h2 id="results">${texts.results}</h2>
${legend(texts)}
${heatMap(overview, texts)}
</main>`;
  return page({ language, title: `Parameter Katas · ${texts.title}`, styles, body });
}

function misconceptions(overview: Overview, texts: ClassTexts): Html {
  const highest = Math.max(1, ...overview.misconceptions.map(({ students }) => students.length));
  const items = overview.misconceptions.map(({ name, hint, kata, students, id }) => {
    const share = `--share: ${Math.round((100 * students.length) / highest)}%`;
    return html`<li>
<div class="bar" style="${share}"><strong>${texts.say(name)}</strong> <span class="quiet">${shortName(kata.id)} ${texts.say(kata.title)} · ${id}</span></div>
<details><summary>${texts.times(students.length)}</summary>
<p>${texts.pair(texts.hint, texts.say(hint))}</p>
<p>${texts.pair(texts.who, students.map(cleanLine).join(' · '))}</p></details>
</li>`;
  });
  const heading = html`<h2>${texts.misconceptions}</h2>\n`;
  if (items.length === 0) return html`${heading}<p>${texts.noMisconceptions}</p>`;
  const common = html`${heading}<ol class="bars">${items.slice(0, MOST_SHOWN)}</ol>`;
  const rare = items.slice(MOST_SHOWN);
  if (rare.length === 0) return common;
  return html`${common}\n<details><summary>${texts.rarer(rare.length)}</summary><ol class="bars">${rare}</ol></details>`;
}

function hardKatas(overview: Overview, texts: ClassTexts): Html | undefined {
  const columns = hardest(overview, 5);
  if (columns.length === 0) return undefined;
  const items = columns.map(
    ({ kata, passed, begun }) =>
      html`<li><strong>${shortName(kata.id)} ${texts.say(kata.title)}</strong> <span class="quiet">${texts.ofBegun(passed, begun)}</span></li>`,
  );
  return html`<h2>${texts.hardest}</h2>\n<ol>${items}</ol>`;
}

function legend(texts: ClassTexts): Html {
  const states = Object.keys(emblems) as CellState[];
  const items = states.map((state) => {
    const words = state === 'wrong' ? texts.partly : texts.state(state);
    return html`<li><span class="cell ${classOf(state)}" aria-hidden="true">${state === 'wrong' ? '3/5' : emblems[state]}</span> ${words}</li>`;
  });
  const star = html`<li><span class="cell wrong" aria-hidden="true">3/5*</span> ${texts.known}</li>`;
  return html`<ul class="legend" aria-label="${texts.legend}">${items}${star}</ul>`;
}

function heatMap(overview: Overview, texts: ClassTexts): Html {
  const { columns, rows, possible } = overview;
  const groups = groupsOf(columns);
  return html`<div class="scroll" role="region" aria-labelledby="results" tabindex="0"><table>
<thead>
<tr><td></td><td></td>${groups.map(({ name, span }) => html`<th scope="colgroup" colspan="${span}">${texts.say(name)}</th>`)}</tr>
<tr><th scope="col">${texts.student}</th><th scope="col" class="number">${texts.points}</th>${columns.map((column) => headOf(column, texts))}</tr>
</thead>
<tbody>
${rows.map((row) => html`${rowOf(row, overview, texts)}\n`)}</tbody>
<tfoot><tr><th scope="row">${texts.passedOf}</th><td class="number">${possible}</td>${columns.map(
    ({ passed, begun }) => html`<td>${passed}/${begun}</td>`,
  )}</tr></tfoot>
</table></div>`;
}

function groupsOf(columns: readonly Column[]): { name: Column['kata']['group']; span: number }[] {
  const groups: { id: string; name: Column['kata']['group']; span: number }[] = [];
  for (const { kata } of columns) {
    const id = kata.id.split('/')[0]!;
    const last = groups.at(-1);
    if (last?.id === id) last.span += 1;
    else groups.push({ id, name: kata.group, span: 1 });
  }
  return groups;
}

function headOf({ kata }: Column, texts: ClassTexts): Html {
  const [group = '', name = ''] = kata.id.split('/');
  return html`<th scope="col" title="${texts.say(kata.title)}">${group.slice(0, 2)}<wbr>/${name.slice(0, 2)}<span class="unseen"> ${texts.say(kata.title)}</span></th>`;
}

function rowOf(row: Row, { columns, possible }: Overview, texts: ClassTexts): Html {
  const name = cleanLine(row.student);
  const head =
    row.problem === 'failed' ? html`${name}` : html`<a href="${recordLink(row.student)}">${name}</a>`;
  const cells =
    row.problem === undefined
      ? row.cells.map((cell, i) => cellOf(cell, columns[i]!, texts))
      : html`<td class="note" colspan="${columns.length}">${texts.problem(row.problem)}</td>`;
  return html`<tr><th scope="row">${head}</th><td class="number">${row.earned}<span class="quiet"> · ${percent(row.earned, possible)} %</span></td>${cells}</tr>`;
}

function cellOf(cell: Cell, { kata }: Column, texts: ClassTexts): Html {
  const { state, passed, properties, earned, diagnosis } = cell;
  const partly = (state === 'wrong' || state === 'out of time') && properties > 0;
  const shown = partly && state === 'wrong' ? `${passed}/${properties}` : emblems[state];
  const said = texts.cell(texts.state(state), passed, properties, earned, kata.points);
  const looks = diagnosis === undefined ? '' : ` · ${texts.pair(texts.diagnosis, texts.say(diagnosis))}`;
  const title = texts.pair(`${shortName(kata.id)} ${texts.say(kata.title)}`, `${said}${looks}`);
  return html`<td class="cell ${classOf(state)}" title="${title}"><span aria-hidden="true">${shown}${looks === '' ? '' : '*'}</span><span class="unseen">${said}${looks}</span></td>`;
}

function classOf(state: CellState): string {
  return state.replaceAll(' ', '-');
}
