import { tellProblem } from '../messages.ts';
import { nextAction, readmeName, replayCommand, verdictText, worst } from '../report/failure.ts';
import { Html, html, page } from '../report/html.ts';
import { type Paper, read } from '../report/paper.ts';
import {
  type GradedGroup,
  type GradedKata,
  type PropertyResult,
  type Report,
  shortName,
  stops,
} from '../types.ts';
import { counterexampleHtml } from './counterexample.ts';
import { styles } from './styles.ts';
import { passedOf, type Tell, tellIn } from './texts.ts';

/** Drawn pictures by kata id: markup made by the plotting library, with its text escaped. */
export type Drawings = ReadonlyMap<string, string>;

/** One learner's katas in one file: progress, counterexamples as tables, and what their own code draws. */
export function learnerPage(report: Report, drawings: Drawings, paper: Paper): string {
  const { language } = paper;
  const tell = tellIn(language);
  const katas = report.groups.flatMap((group) => group.katas);
  const passed = katas.filter(({ verdict }) => verdict.name === 'passed').length;
  const told = `${passedOf(passed, katas.length, language)} · ${paper.messages.points(report.earned, report.possible)}`;
  const body = html`<header id="top">
<h1>Parameter Katas</h1>
<p id="progress">${told}</p>
<progress value="${passed}" max="${katas.length}" aria-labelledby="progress"></progress>
${nextStep(katas, tell, paper)}
</header>
<nav aria-label="${tell('groups')}"><ul>${report.groups.map(({ group }) => html`<li><a href="#${group.id}">${read(group.title, paper)}</a></li>`)}</ul></nav>
<main>
${report.groups.map((group) => groupHtml(group, drawings, tell, paper))}
</main>`;
  return page({ language, title: `Parameter Katas · ${tell('title')}`, styles, body });
}

function nextStep(katas: readonly GradedKata[], tell: Tell, paper: Paper): Html {
  const open = katas.find(({ verdict }) => verdict.name !== 'passed');
  if (open === undefined) return html`<p>${tell('allDone')}</p>`;
  const { id, title } = open.kata;
  return html`<p>${tell('next')} <a href="#${anchor(id)}">${shortName(id)} ${read(title, paper)}</a></p>`;
}

function groupHtml({ group, katas }: GradedGroup, drawings: Drawings, tell: Tell, paper: Paper): Html {
  return html`<section aria-labelledby="${group.id}">
<h2 id="${group.id}">${read(group.title, paper)}</h2>
${katas.map((graded) => kataHtml(graded, drawings.get(graded.kata.id), tell, paper))}
<p><a href="#top">${tell('toTop')}</a></p>
</section>
`;
}

function kataHtml(graded: GradedKata, drawing: string | undefined, tell: Tell, paper: Paper): Html {
  const { kata, verdict } = graded;
  const state = verdict.name.replaceAll(' ', '-');
  const name = `${shortName(kata.id)} ${read(kata.title, paper)}`;
  const stars = html`<span aria-hidden="true">${'★'.repeat(kata.stars)}</span>`;
  return html`<article class="${state}" id="${anchor(kata.id)}">
<h3><span>${name} ${stars}</span> <span class="badge ${state}">${verdictText(graded, paper)}</span></h3>
${verdict.name === 'not started' ? begin(graded, tell, paper) : begun(graded, drawing, tell, paper)}
</article>
`;
}

function begin({ kata }: GradedKata, tell: Tell, paper: Paper): Html {
  const minutes = paper.messages.minutes(kata.minutes);
  return html`<p class="quiet">${minutes} · ${tell('begin')} <code>katas/${kata.id}/${readmeName(paper)}</code></p>`;
}

function begun(graded: GradedKata, drawing: string | undefined, tell: Tell, paper: Paper): Html {
  const { kata, verdict } = graded;
  const problems = verdict.problems.map(
    (each) => html`<p class="problem">katas/${kata.id}/${tellProblem(each, paper.messages)}</p>`,
  );
  const quiet = verdict.name === 'passed' || verdict.problems.some(stops);
  const failed = quiet ? undefined : worst(verdict.properties);
  return html`${problems}
${drawing === undefined ? '' : html`<figure><figcaption>${tell('picture')}</figcaption>${new Html(drawing)}</figure>`}
${failed === undefined ? '' : failureHtml(graded, failed, tell, paper)}
${checksHtml(verdict.properties, tell, paper)}
${verdict.name === 'passed' ? '' : html`<p><strong>${nextAction(graded, paper)}</strong></p>`}`;
}

function failureHtml(graded: GradedKata, property: PropertyResult, tell: Tell, paper: Paper): Html {
  const { diagnosis, kata } = graded;
  const { failure } = property;
  const looks =
    diagnosis === undefined
      ? ''
      : html`<p class="looks">${tell('looksLike')} <strong>${read(diagnosis.name, paper)}</strong><br>${read(diagnosis.hint, paper)}</p>`;
  const shown =
    failure === undefined
      ? html`<p>${paper.messages.status[property.status]}</p>`
      : html`<p>${read(failure.idea, paper)}</p>\n${counterexampleHtml(failure, tell, paper)}`;
  return html`<h4>${tell('counterexample')} ${read(property.title, paper)}</h4>
${shown}
${looks}
<details><summary>${tell('hint')}</summary><p>${read(kata.hints[0], paper)}</p></details>
<p class="quiet">${tell('replay')} <code>${replayCommand(graded, property)}</code></p>`;
}

const emblems = {
  passed: '✓',
  failed: '✗',
  broken: '✗',
  'out of time': '∞',
  'not started': '·',
  'no result': '·',
};

function checksHtml(properties: readonly PropertyResult[], tell: Tell, paper: Paper): Html {
  const items = properties.map(({ title, status }) => {
    const said = html`<span class="unseen">${paper.messages.status[status]}: </span>`;
    return html`<li class="${status.replaceAll(' ', '-')}"><span aria-hidden="true">${emblems[status]}</span> ${said}${read(title, paper)}</li>`;
  });
  return html`<details><summary>${tell('properties')}</summary><ul class="checks">${items}</ul></details>`;
}

const anchor = (id: string): string => id.replace('/', '-');
