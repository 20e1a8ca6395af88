import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { RunDocument, ServiceDocument } from './document.ts';

/** Of one service its value; of several `auth=r3 orders=r17`. */
export function makeOutputs({ services, exit }: RunDocument, report: string): Readonly<Record<string, string>> {
  const of = (value: (one: ServiceDocument) => string | undefined): string => {
    const known = services.filter(({ service }) => service !== '');
    if (known.length === 1 && known[0]) return value(known[0]) ?? '';
    return known.flatMap((one) => (value(one) ? [`${one.service}=${value(one)}`] : [])).join(' ');
  };
  const changed = services.some(
    (one) => one.result === 'live' || one.result === 'destroyed' || (one.plan?.steps.length ?? 0) > 0,
  );
  return {
    release: of(({ live }) => live),
    previous: of(({ previous }) => previous),
    url: of(({ url }) => url),
    'preview-url': of(({ previewUrl }) => previewUrl),
    outcome: of((one) => one.result ?? outcomeWithout(one)) || outcomeOfNone(services),
    changed: String(changed),
    'exit-code': String(exit),
    report,
  };
}

/** Of an error before there was any service: a mistake in the config, a name that is not known. */
const outcomeOfNone = ([early]: readonly ServiceDocument[]): string => (early && outcomeWithout(early)) ?? '';

/** Of what ended before it had a result, and of sizes, which are no run. */
function outcomeWithout({ error, over }: ServiceDocument): string | undefined {
  if (error) return error.code === 'INTERNAL' ? 'failed' : 'refused';
  return over === undefined ? undefined : over ? 'over-budget' : 'within-budget';
}

/** Appends to the runner's file; a value of several lines cannot end its own block. */
export function writeOutputs(file: string | undefined, outputs: Readonly<Record<string, string>>): void {
  if (!file) return;
  const lines = Object.entries(outputs).map(([name, value]) => {
    const end = `end-${randomUUID()}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  appendFileSync(file, lines.join(''));
}
