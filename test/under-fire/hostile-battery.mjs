// Runs command lines of the built ship one after the other in this one process: a process each would take minutes.
// Input: `{ cli, runs: [[...argv], ...] }` as JSON on stdin. Output: `[{ argv, code, ms, said }]` as JSON in the file named.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

let input = '';
for await (const text of process.stdin) input += text;
const { cli, runs } = JSON.parse(input);
const { main } = await import(pathToFileURL(cli).href);

const results = [];
for (const argv of runs) {
  let said = '';
  const keep = (text) => ((said += text), true);
  const [out, err] = [process.stdout.write, process.stderr.write];
  [process.stdout.write, process.stderr.write] = [keep, keep];
  const began = performance.now();
  const code = await main(argv);
  [process.stdout.write, process.stderr.write] = [out, err];
  results.push({ argv, code, ms: performance.now() - began, said });
}
writeFileSync(process.argv[2], JSON.stringify({ results, rssMb: process.memoryUsage().rss / 1e6 }));
process.exit(0);
