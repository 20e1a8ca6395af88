import type { Finding, Severity } from '../../../model/finding.ts';
import type { Colors } from '../../terminal/colors.ts';
import { count } from '../../terminal/format.ts';
import { plainLine } from '../../terminal/plain-text.ts';

interface Look {
  readonly colors: Colors;
  /** Those too that the config silences. */
  readonly all: boolean;
}

export function renderFindings(services: readonly string[], findings: readonly Finding[], look: Look): string {
  const blocks = services.map((service) => {
    const own = findings.filter((finding) => finding.service === service);
    const shown = own.filter(({ ignored }) => look.all || ignored === undefined);
    const silenced = own.length - shown.length;
    const rest = silenced === 0 ? '' : look.colors.dim(` (${count(silenced, 'finding')} silenced)`);
    const head = `${look.colors.bold(service)}: ${shown.length === 0 ? 'nothing to say' : count(shown.length, 'finding')}${rest}`;
    return [head, ...shown.map((finding) => renderFinding(finding, look.colors))].join('\n');
  });
  return blocks.join('\n\n');
}

function renderFinding({ code, severity, subject, what, why, next, ignored }: Finding, colors: Colors): string {
  const label = (text: string): string => `    ${colors.dim(text.padEnd(7))}`;
  return [
    `  ${mark(severity, colors)} ${subject}: ${plainLine(what)}`,
    `${label('why')}${why}`,
    `${label('next')}${next}`,
    ...(ignored === undefined ? [] : [`${label('but')}${plainLine(ignored)}`]),
    `${label('code')}${code}`,
  ].join('\n');
}

function mark(severity: Severity, colors: Colors): string {
  if (severity === 'error') return colors.red('✖');
  return severity === 'warning' ? colors.yellow('!') : colors.dim('·');
}
