import { XMLBuilder } from 'fast-xml-parser';
import { type GradedKata, type PropertyResult, type Report, stops } from '../types.ts';
import { counterexample, looksLike } from './failure.ts';
import type { Context } from './formats.ts';
import { kataName, problemLines, reason } from './kata-text.ts';
import { clean, cleanLine, type Paper, read } from './paper.ts';

type Case = { readonly [attribute: string]: unknown };

/**
 * JUnit XML in the subset its readers share: a suite per kata, a case per property. `classname` and `name` are unique
 * together, `file` is the learner's, a kata's time is shared among its cases, and a suite's properties hold the points,
 * which JUnit has no word for.
 */
export function junit(report: Report, { paper, at, seconds }: Context): string {
  const katas = report.groups.flatMap((group) => group.katas);
  const suites = katas.map((graded) => suiteOf(graded, paper));
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressEmptyNode: true,
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': paper.messages.product,
      ...total(suites),
      '@time': seconds.toFixed(3),
      '@timestamp': at.toISOString(),
      testsuite: suites,
    },
  });
}

function suiteOf(graded: GradedKata, paper: Paper): Case {
  const { kata, verdict } = graded;
  const { seconds = 0 } = graded;
  const each = (seconds / Math.max(1, verdict.properties.length)).toFixed(3);
  const cases = [
    ...verdict.properties.map((property) => ({ ...caseOf(graded, property, paper), '@time': each })),
    ...typesCase(graded, paper),
  ];
  return {
    '@name': kataName(graded, paper),
    ...count(cases),
    '@time': seconds.toFixed(3),
    '@file': `katas/${kata.id}/kata.ts`,
    properties: {
      property: [
        { '@name': 'verdict', '@value': verdict.name },
        { '@name': 'points', '@value': `${verdict.earned}/${kata.points}` },
        ...(graded.diagnosis ? [{ '@name': 'diagnosis', '@value': graded.diagnosis.id }] : []),
      ],
    },
    testcase: cases,
    ...(graded.printed === '' ? {} : { 'system-out': clean(graded.printed) }),
  };
}

function caseOf(graded: GradedKata, property: PropertyResult, paper: Paper): Case {
  const { kata, verdict } = graded;
  const identity = {
    '@classname': kata.id,
    '@name': `${property.number} ${cleanLine(read(property.title, paper))}`,
    '@file': `katas/${kata.id}/kata.ts`,
  };
  if (verdict.problems.some(stops)) {
    const lines = problemLines(graded, paper);
    return { ...identity, error: { '@message': lines[0], '@type': verdict.name, '#text': lines.join('\n') } };
  }
  if (property.status === 'passed') return identity;
  if (property.status === 'not started' || property.status === 'no result') {
    return { ...identity, skipped: { '@message': paper.messages.status[property.status] } };
  }
  const text = [...counterexample(property, paper), looksLike(graded, paper)]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  const message = failureMessage(graded, property, paper);
  const kind = property.status === 'failed' ? 'failure' : 'error';
  return { ...identity, [kind]: { '@message': message, '@type': property.status, '#text': text.trimEnd() } };
}

/** What is wrong beside the properties, which ran all the same. */
function typesCase(graded: GradedKata, paper: Paper): Case[] {
  const { kata, verdict } = graded;
  const lines = problemLines(graded, paper);
  if (lines.length === 0 || verdict.problems.some(stops)) return [];
  return [
    {
      '@classname': kata.id,
      '@name': '0 types',
      '@file': `katas/${kata.id}/kata.ts`,
      '@time': '0.000',
      failure: { '@message': lines[0], '@type': verdict.name, '#text': lines.join('\n') },
    },
  ];
}

function failureMessage(graded: GradedKata, property: PropertyResult, paper: Paper): string {
  const only = { ...graded, verdict: { ...graded.verdict, problems: [], properties: [property] } };
  return reason(only, paper);
}

function count(cases: readonly Case[]): Case {
  const having = (name: string): string => String(cases.filter((each) => name in each).length);
  return {
    '@tests': String(cases.length),
    '@failures': having('failure'),
    '@errors': having('error'),
    '@skipped': having('skipped'),
  };
}

function total(suites: readonly Case[]): Case {
  const sum = (name: string): string => String(suites.reduce((all, suite) => all + Number(suite[name]), 0));
  return Object.fromEntries(['@tests', '@failures', '@errors', '@skipped'].map((name) => [name, sum(name)]));
}
