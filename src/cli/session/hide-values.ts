import { ShipError } from '../../errors/ship-error.ts';
import type { Service } from '../../model/service.ts';
import type { Outcome, RunEvent } from '../../release/events.ts';

/** Shorter values are words such as `yes` or `eu`: they hide nothing, and texts without them cannot be read. */
const MIN_LENGTH = 6;
/** So much of a value is recognised where an excerpt was cut in the middle of it. */
const MIN_CUT = 12;

export interface Hiding {
  readonly text: (text: string) => string;
  readonly error: (error: ShipError) => ShipError;
  readonly outcome: (outcome: Outcome) => Outcome;
  readonly event: (event: RunEvent) => RunEvent;
}

interface Value {
  readonly name: string;
  readonly text: string;
}

/**
 * What AWS and the service itself say is repeated to people (answers that a smoke test did not expect, log lines,
 * validation errors), and may hold the value of an environment variable: its name is shown in its place.
 */
export function makeHiding(service: Service): Hiding {
  const values = valuesOf(service);
  const text = (said: string): string => values.reduce(takeOut, said);
  const error = (shown: ShipError): ShipError => {
    const { code, exit, message, why, next, live, cause } = shown;
    const facts = { code, exit, summary: text(message), why: text(why), next, cause: hideCause(cause, text) };
    return new ShipError({ ...facts, ...(live === undefined ? {} : { live }) });
  };
  const outcome = (shown: Outcome): Outcome => ({
    ...shown,
    notes: shown.notes.map(text),
    smoke: shown.smoke.map((result) => (result.why === undefined ? result : { ...result, why: text(result.why) })),
  });
  return { text, error, outcome, event: (event) => hideInEvent(event, { text, error, outcome }) };
}

function hideInEvent(event: RunEvent, { text, error, outcome }: Omit<Hiding, 'event'>): RunEvent {
  if (event.kind === 'step-failed') return { ...event, error: error(event.error) };
  if (event.kind === 'ended') return { ...event, outcome: outcome(event.outcome) };
  if (event.kind === 'undo-started') return { ...event, reason: text(event.reason) };
  if (event.kind === 'note' || event.kind === 'step-progress') return { ...event, text: text(event.text) };
  return event;
}

/** Longest first: one value may hold another. What also is a name of ours says nothing secret. */
function valuesOf({ name, environment, functions }: Service): readonly Value[] {
  const known = new Set([name, environment.name, environment.region, ...functions.map(({ lambdaName }) => lambdaName)]);
  const literals = functions.flatMap((definition) =>
    Object.entries(definition.environment).flatMap(([variable, value]) =>
      value.kind === 'literal' ? [{ name: variable, text: value.value }] : [],
    ),
  );
  return literals
    .filter(({ text }) => text.length >= MIN_LENGTH && !known.has(text))
    .flatMap(({ name: variable, text }) => spellings(text).map((spelling) => ({ name: variable, text: spelling })))
    .toSorted((a, b) => b.text.length - a.text.length);
}

/** As it is, as JSON spells it, and as an excerpt of JSON that was quoted once more. */
function spellings(value: string): readonly string[] {
  const quoted = JSON.stringify(value).slice(1, -1);
  return [...new Set([value, quoted, JSON.stringify(quoted).slice(1, -1)])];
}

function takeOut(said: string, { name, text }: Value): string {
  const whole = said.replaceAll(text, () => `<value of ${name}>`);
  const begin = text.slice(0, MIN_CUT);
  const at = begin.length === MIN_CUT ? whole.lastIndexOf(begin) : -1;
  if (at < 0) return whole;
  let end = at + MIN_CUT;
  while (end < whole.length && whole[end] === text[end - at]) end++;
  const isCut = end === whole.length || whole[end] === '"' || whole.startsWith('...', end);
  return isCut ? `${whole.slice(0, at)}<value of ${name}>${whole.slice(end)}` : whole;
}

/** `--debug` shows the stack of what was behind it. */
function hideCause(cause: unknown, text: Hiding['text']): unknown {
  if (!(cause instanceof Error)) return cause;
  const hidden = new Error(text(cause.message));
  hidden.stack = text(cause.stack ?? '');
  return hidden;
}
