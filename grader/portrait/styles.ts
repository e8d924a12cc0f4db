/** The learner's page; colours are those of every page. */
export const styles = `
.picture { --ink: var(--text); max-width: 100%; height: auto; }
header progress { width: 100%; max-width: 48rem; height: 1rem; accent-color: var(--good); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
article { margin: 1rem 0; padding: .25rem 1rem .75rem; border: 1px solid var(--line); border-radius: 8px; max-width: 60rem; }
article.passed { border-left: 4px solid var(--good); }
article.wrong, article.broken, article.out-of-time, article.not-allowed { border-left: 4px solid var(--bad); }
h3 { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; font-size: 1.05rem; margin: .6rem 0; }
h4 { font-size: .95rem; margin: .8rem 0 .3rem; }
.badge { padding: 0 .6rem; border-radius: 1rem; font-size: .85rem; font-weight: 600; background: var(--raised); color: var(--quiet); }
.badge.passed { background: var(--good-ground); color: var(--good); }
.badge.wrong { background: var(--half-ground); color: var(--half); }
.badge.broken { background: var(--bad-ground); color: var(--bad); }
.badge.out-of-time, .badge.not-allowed { background: var(--odd-ground); color: var(--odd); }
.checks { padding: 0; list-style: none; }
.checks .failed { color: var(--bad); font-weight: 600; }
figure { margin: .5rem 0; overflow-x: auto; }
figcaption { font-weight: 600; }
.pair { display: flex; flex-wrap: wrap; gap: .75rem 2rem; align-items: flex-start; }
.pair > * { max-width: 100%; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-family: ui-monospace, Consolas, monospace; font-size: .875rem; }
caption { text-align: left; white-space: nowrap; font-family: system-ui, sans-serif; color: var(--quiet); }
td { padding: .15rem .55rem; border: 1px solid var(--line); text-align: right; }
td.mark, li.mark { background: var(--bad-ground); color: var(--bad); font-weight: 700; }
.looks { padding: .4rem .8rem; border-left: 4px solid var(--half); background: var(--half-ground); color: var(--text); border-radius: 3px; }
.problem { color: var(--bad); }
code { font-family: ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
`;
