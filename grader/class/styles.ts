/** The class page's own rules; colours are the shared ones. */
export const styles = `
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
.legend .cell { display: inline-block; min-width: 2.4em; }
.scroll { position: relative; overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: 6px; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; font-size: .875rem; }
th, td { padding: .2rem .45rem; border-bottom: 1px solid var(--line); white-space: nowrap; text-align: center; }
thead th, thead td, tfoot th, tfoot td { background: var(--raised); }
thead { position: sticky; top: 0; z-index: 2; }
tfoot { position: sticky; bottom: 0; z-index: 2; }
th[scope=row], thead tr > :first-child { text-align: left; position: sticky; left: 0; z-index: 1; background: var(--raised); }
tbody th[scope=row] { font-weight: 500; max-width: min(18rem, 40vw); overflow: hidden; text-overflow: ellipsis; }
th[scope=colgroup] { border-left: 2px solid var(--line); }
td.number, th.number { text-align: right; }
td.note { text-align: left; color: var(--quiet); font-style: italic; }
.cell { text-align: center; border-radius: 3px; color: var(--quiet); }
.cell.passed { color: var(--good); background: var(--good-ground); }
.cell.wrong { color: var(--half); background: var(--half-ground); }
.cell.broken { color: var(--bad); background: var(--bad-ground); font-weight: 700; }
.cell.out-of-time, .cell.not-allowed { color: var(--odd); background: var(--odd-ground); }
.bars { padding: 0; list-style: none; max-width: 60rem; }
.bars li { margin: .6rem 0; }
.bar { padding: .3rem .6rem; border-left: 4px solid var(--half); border-radius: 3px; background: linear-gradient(to right, var(--half-ground) var(--share), transparent var(--share)); }
.bars details { padding: .15rem .6rem; color: var(--quiet); }
@page { size: landscape; }
@media print { .scroll { overflow: visible; max-height: none; } thead, tfoot, th { position: static !important; } table { font-size: .65rem; } th, td { padding: .1rem .25rem; } }
`;
