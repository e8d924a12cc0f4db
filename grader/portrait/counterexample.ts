import { drawCell, number, shapeText } from '../report/cell.ts';
import { type Html, html } from '../report/html.ts';
import type { Paper } from '../report/paper.ts';
import { read } from '../report/paper.ts';
import type { Cell, Failure } from '../types.ts';
import type { Tell } from './texts.ts';

const MOST = 12;

/** A failed case as tables: what went in, what should come out, what did. */
export function counterexampleHtml(failure: Failure, tell: Tell, paper: Paper): Html {
  const { inputs, expected, received, firstDifference: mark } = failure;
  const { messages } = paper;
  const given = inputs.map(({ label, cell }) =>
    cellHtml(cell, `${messages.input} ${read(label, paper)}`, paper),
  );
  const pair = [
    ...(expected === undefined ? [] : [cellHtml(expected, messages.expected, paper, mark, tell('marked'))]),
    ...(received === undefined ? [] : [cellHtml(received, messages.yours, paper, mark, tell('marked'))]),
  ];
  return html`<div class="pair">${given}</div>
<div class="pair">${pair}</div>`;
}

/** Numbers in rows become a table, lists a list; what fits neither stays text. */
function cellHtml(cell: Cell, caption: string, paper: Paper, mark?: readonly number[], differs = ''): Html {
  if (cell.kind === 'grid' && cell.shape.length <= 2 && small(cell.shape)) {
    return gridHtml(cell, `${caption} ${shapeText(cell.shape)}`, mark, differs);
  }
  if (cell.kind === 'list') {
    const items = cell.items
      .slice(0, 2 * MOST)
      .map((item, i) => (mark?.[0] === i ? html`<li class="mark">${item}</li>` : html`<li>${item}</li>`));
    return html`<div><span class="quiet">${caption}</span><ol start="0">${items}</ol></div>`;
  }
  return html`<div><span class="quiet">${caption}</span><pre>${drawCell(cell, paper, mark).join('\n')}</pre></div>`;
}

const small = (shape: readonly number[]): boolean => shape.every((size) => size > 0 && size <= MOST);

function gridHtml(
  { shape, values }: Extract<Cell, { kind: 'grid' }>,
  caption: string,
  mark: readonly number[] | undefined,
  differs: string,
): Html {
  const columns = shape.at(-1) ?? 1;
  const at = mark === undefined ? -1 : shape.reduce((sum, size, axis) => sum * size + (mark[axis] ?? 0), 0);
  const rows = Array.from({ length: values.length / columns }, (_, i) => {
    const cells = values
      .slice(i * columns, (i + 1) * columns)
      .map((value, j) =>
        i * columns + j === at
          ? html`<td class="mark">${number(value)}<span class="unseen"> (${differs})</span></td>`
          : html`<td>${number(value)}</td>`,
      );
    return html`<tr>${cells}</tr>`;
  });
  return html`<table><caption>${caption}</caption><tbody>${rows}</tbody></table>`;
}
