import type { NotifyMoment } from '../../config/loaded-config.ts';
import type { ShipError } from '../../errors/ship-error.ts';
import type { Outcome, RunEvent } from '../../release/events.ts';
import { plainLine } from '../terminal/plain-text.ts';

/** What one webhook is told; `text` is for people, the rest for programs. No values of the service are in it. */
export interface Notice {
  readonly schema: 1;
  readonly event: NotifyMoment;
  readonly text: string;
  readonly service: string;
  readonly environment: string;
  readonly action: Started['action'];
  readonly actor: string;
  /** The release that is live now, as far as is known. */
  readonly live?: string;
  readonly previous?: string;
  /** What waits on the preview, and where. */
  readonly waiting?: string;
  readonly previewUrl?: string | undefined;
  readonly url?: string;
  /** See ship explain. */
  readonly code?: string;
  readonly summary?: string;
}

export interface RunFacts {
  readonly service: string;
  readonly environment: string;
  /** That the environment is made from: webhooks may be about all of them. */
  readonly template?: string;
  readonly actor: string;
}

type Started = Extract<RunEvent, { kind: 'started' }>;

export function startedNotice(facts: RunFacts, action: Started['action']): Notice {
  const text = `⏳ ${facts.service} in ${facts.environment}: ${action} by ${facts.actor} has begun`;
  return { schema: 1, event: 'started', text, action, ...facts };
}

/** The notice about how a run ended; nothing where nothing went live and nothing had to be taken back. */
export function endedNotice(
  facts: RunFacts,
  action: Started['action'],
  end: { readonly outcome?: Outcome | undefined; readonly error?: ShipError | undefined },
): Notice | undefined {
  const { outcome, error } = end;
  const event = momentOf(end);
  if (event === undefined) return undefined;
  return {
    schema: 1,
    event,
    text: textOf(event, facts, action, end),
    action,
    ...facts,
    ...(outcome?.live && { live: outcome.live }),
    ...(outcome?.previous && { previous: outcome.previous }),
    ...(outcome?.waiting && event === 'on-preview' && { waiting: outcome.waiting, previewUrl: outcome.previewUrl }),
    ...(outcome?.url && { url: outcome.url }),
    ...(error && { code: error.code, summary: plainLine(error.message) }),
  };
}

function momentOf({
  outcome,
  error,
}: {
  outcome?: Outcome | undefined;
  error?: ShipError | undefined;
}): NotifyMoment | undefined {
  if (outcome?.result === 'needs-person' || error?.exit === 5) return 'needs-person';
  if (outcome?.result === 'undone') return 'undone';
  return outcome?.result === 'live' || outcome?.result === 'on-preview' ? outcome.result : undefined;
}

function textOf(
  event: NotifyMoment,
  { service, environment, actor }: RunFacts,
  action: Started['action'],
  { outcome, error }: { outcome?: Outcome | undefined; error?: ShipError | undefined },
): string {
  const name = `${service} in ${environment}`;
  const was = outcome?.previous ? `, was ${outcome.previous}` : '';
  const why = error ? `: ${plainLine(error.message)} (${error.code})` : '';
  const live = `${outcome?.live ?? 'nothing'} is live`;
  if (event === 'live') return `✅ ${name}: ${live}${was} (${action} by ${actor})`;
  if (event === 'on-preview')
    return `👀 ${name}: ${outcome?.waiting} waits on the preview, ${live} (${action} by ${actor}); ship promote-preview ${service} --env ${environment}, or ship abort ${service} --env ${environment}`;
  if (event === 'undone') return `↩️ ${name}: ${action} by ${actor} was undone${why}; ${live}`;
  return `🚨 ${name}: ${action} by ${actor} needs a person${why}; ship status ${service} --env ${environment}`;
}
