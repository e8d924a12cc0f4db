// A process of its own that outlives a killed grader: it is told which children run, and ends them when its pipe closes.
const groups = process.platform !== 'win32';
const running = new Set();
let rest = '';

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    const pid = Number(line.slice(1));
    if (line[0] === '+') running.add(pid);
    else running.delete(pid);
  }
});
process.stdin.on('close', () => {
  for (const pid of running) {
    try {
      process.kill(groups ? -pid : pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
});
