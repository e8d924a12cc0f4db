/**
 * One library, one case, in a process of its own: it prepares the work, then answers one command a line. Replies
 * start with '@', so that whatever a library prints does not disturb. `pytorch.py` speaks the same way.
 */
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const [side, name] = process.argv.slice(2);
const reply = (value) => process.stdout.write(`@${JSON.stringify(value)}\n`);

/** CPU time of `calls` calls, all threads of this process, in nanoseconds. */
async function timed(work, calls) {
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) {
    const result = work.run();
    if (work.async) await result;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}

/**
 * The same; what `prepare` does before each call does not count, nor collecting what it leaves behind. The pause is for
 * the threads that sweep up after a collection: their time would count as that of the call.
 */
async function measure(work, calls) {
  if (work.prepare === undefined) return timed(work, calls);
  let spent = 0;
  for (let i = 0; i < calls; i++) {
    work.prepare();
    globalThis.gc();
    await setTimeout(50);
    spent += await timed(work, 1);
  }
  return spent;
}

/**
 * Warms up, then finds how many calls make a round. The compiler takes its time: only a count that was enough twice
 * over stands.
 */
async function calibrate(work, milliseconds) {
  const enough = milliseconds * 1e6;
  let calls = 1;
  for (let spent = 0; spent < 8 * enough; calls *= 2) spent += await measure(work, calls);
  calls = 1;
  for (let settled = false; ; ) {
    const spent = await measure(work, calls);
    if (calls >= 1e7 || (spent >= enough && settled)) return calls;
    settled = spent >= enough;
    if (!settled) calls = spent < enough / 10 ? calls * 8 : Math.ceil((calls * enough * 1.1) / spent);
  }
}

const { cases } = await import(pathToFileURL(side).href);
const work = await cases[name]();
let calls = 1;

const commands = {
  check: async () => work.check(),
  calibrate: async ({ milliseconds }) => {
    calls = await calibrate(work, milliseconds);
    return calls;
  },
  round: async () => (await measure(work, calls)) / calls,
  // What building the net left behind is collected first; its peak still counts when the call stays below it.
  memory: async () => {
    globalThis.gc();
    const before = process.memoryUsage().rss;
    const result = work.run();
    if (work.async) await result;
    return process.resourceUsage().maxRSS * 1024 - before;
  },
  error: async () => work.run(),
};

reply('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  try {
    reply(await commands[command.do](command));
  } catch (error) {
    reply({ error: String(error) });
  }
}
process.exit(0);
