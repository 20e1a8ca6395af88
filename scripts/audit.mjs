// `npm audit`, for CI. A known weakness fails, as it should; a registry that cannot be asked (a mirror without that part
// answers 404 or 405, a machine without a network nothing) is said and passes: it says nothing about the dependencies.
import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** What npm printed -> how it ends, and the line that says why. */
export function judgeAudit(stdout) {
  const report = parse(stdout);
  const found = report?.metadata?.vulnerabilities;
  if (found) {
    const names = Object.entries(report.vulnerabilities ?? {}).map(([name, { severity }]) => `${name} (${severity})`);
    if (found.total === 0) return { code: 0, line: 'npm audit: nothing is known' };
    return { code: 1, line: `npm audit: ${found.total} known: ${names.join(', ')}; see npm audit` };
  }
  const message = String(report?.message ?? stdout).slice(0, 300);
  const isOutOfReach = /failed, reason: .*(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN)/.test(message);
  if (isOutOfReach || [404, 405, 501].includes(report?.statusCode))
    return { code: 0, line: `npm audit: NOT CHECKED, the registry has no audits or is out of reach: ${message}` };
  return { code: 1, line: `npm audit: it could not be judged: ${message}` };
}

function parse(stdout) {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  execFile('npm', ['audit', '--json'], { maxBuffer: 1 << 26 }, (_error, stdout) => {
    const { code, line } = judgeAudit(stdout);
    process.stdout.write(`${line}\n`);
    process.exitCode = code;
  });
