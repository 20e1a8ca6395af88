import type { ServiceResult } from '../session/run-one.ts';
import type { Colors } from '../terminal/colors.ts';
import { plainLine } from '../terminal/plain-text.ts';

/** What ship doctor says, a line each, below a plan; notes and what the config silences are left to ship doctor. */
export function renderAdvice({ service, findings = [] }: ServiceResult, colors: Colors): readonly string[] {
  const said = findings.filter(({ severity, ignored }) => severity !== 'note' && ignored === undefined);
  if (said.length === 0) return [];
  const lines = said.map(({ severity, subject, what, code }) => {
    const mark = severity === 'error' ? colors.red('✖') : colors.yellow('!');
    return `    ${mark} ${subject}: ${plainLine(what)} (${code})`;
  });
  return ['', `  ${colors.dim(`doctor (why, and what to do: ship doctor ${service})`)}`, ...lines];
}
