/**
 * `npm run bench` measures every case against its peers and writes docs/benchmarks/latest.md and latest.json;
 * `npm run bench -- relu matmul` prints the cases whose names contain these words, and with `--write` renews their rows.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cases, chooseCases } from './cases.ts';
import { measureCalls, measureFresh, measureProcesses } from './measure.ts';
import { type Circumstances, markdown, type Row, rowOf, terminalText } from './report.ts';
import { bundleOurs, type Commands, findPyTorch, here, installPeers, peerVersions } from './sides.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '15' },
    milliseconds: { type: 'string', default: '30' },
    only: { type: 'string', multiple: true },
    write: { type: 'boolean', default: false },
  },
});

const chosen = chooseCases(positionals);
const effort = { rounds: Number(values.rounds), milliseconds: Number(values.milliseconds) };
installPeers();
const pytorch = findPyTorch();
const commands: Commands = { python: pytorch?.python, ours: await bundleOurs() };

const circumstances: Circumstances = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`,
  versions: { Node: process.versions.node, ...peerVersions(), ...(pytorch && { PyTorch: pytorch.version }) },
  rounds: effort.rounds,
};
const folder = join(here, '..', '..', 'docs', 'benchmarks');
const rows = new Map<string, Row>(readRows().map((row) => [row.name, row]));

for (const each of chosen) {
  const wanted = each.sides
    .filter((side) => side !== 'pytorch' || pytorch !== null)
    .filter((side) => values.only === undefined || side.startsWith('ours') || values.only.includes(side));
  const measure = {
    calls: measureCalls,
    processes: measureProcesses,
    memory: measureFresh,
    error: measureFresh,
  }[each.kind];
  const row = rowOf(each, await measure(each, wanted, commands, effort));
  rows.set(row.name, row);
  console.log(`${terminalText(row)}\n`);
  if (positionals.length === 0 || values.write) writeRows();
}

/** The rows of an earlier run that may stand beside new ones: same machine, same versions. */
function readRows(): readonly Row[] {
  const path = join(folder, 'latest.json');
  if (positionals.length === 0 || !existsSync(path)) return [];
  const { machine, versions, rows } = JSON.parse(readFileSync(path, 'utf8'));
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return same([machine, versions], [circumstances.machine, circumstances.versions]) ? rows : [];
}

function writeRows(): void {
  const ordered = cases.flatMap(({ name }) => rows.get(name) ?? []);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'latest.md'), markdown(ordered, circumstances));
  writeFileSync(
    join(folder, 'latest.json'),
    `${JSON.stringify({ ...circumstances, rows: ordered }, null, 2)}\n`,
  );
}
