import type { LoadedConfig, NotifyTarget } from '../../config/loaded-config.ts';
import type { ShipError } from '../../errors/ship-error.ts';
import type { Outcome, Reporter } from '../../release/events.ts';
import { endedNotice, startedNotice, type Notice, type RunFacts } from './notice.ts';
import { patient, sendWebhook, type SendOptions } from './send-webhook.ts';

/** Tells webhooks about one run. It works beside the run and never fails it. */
export interface Notifier {
  readonly observe: Reporter;
  /** Tells the end and waits for all that is under way; resolves with what could not be told, one sentence each. */
  readonly end: (end: { outcome?: Outcome | undefined; error?: ShipError | undefined }) => Promise<readonly string[]>;
}

export function makeNotifier(
  config: Pick<LoadedConfig, 'notify'>,
  facts: RunFacts,
  env: NodeJS.ProcessEnv,
  send: SendOptions = patient,
): Notifier {
  const targets = config.notify.filter(({ environments }) =>
    [facts.environment, facts.template ?? facts.environment].some((name) => environments.includes(name)),
  );
  const underWay: Promise<string | undefined>[] = [];
  const tell = (notice: Notice): void => {
    for (const target of targets)
      if (target.on.includes(notice.event)) underWay.push(tellOne(target, notice, env, send));
  };
  let action: Notice['action'] = 'deploy';
  let hasBegun = false;
  return {
    observe: (event) => {
      if (event.kind === 'started') action = event.action;
      // The first phase: a dry run or a run without work has none.
      if (event.kind === 'phase-started' && !hasBegun) {
        hasBegun = true;
        tell(startedNotice(facts, action));
      }
    },
    end: async (end) => {
      const notice = endedNotice(facts, action, end);
      if (notice) tell(notice);
      const failures = await Promise.all(underWay);
      return [...new Set(failures.filter((failure) => failure !== undefined))];
    },
  };
}

async function tellOne(
  { urlFrom, format }: NotifyTarget,
  notice: Notice,
  env: NodeJS.ProcessEnv,
  send: SendOptions,
): Promise<string | undefined> {
  const url = env[urlFrom];
  if (!url) return `nobody was told: the variable ${urlFrom} is not set`;
  const why = await sendWebhook(url, format === 'slack' ? { text: slackText(notice.text) } : notice, send);
  return why && `the webhook of ${urlFrom} was not told that the run is ${notice.event}: ${why}`;
}

/** Slack takes `<!channel>` for a call to everybody: what an error says must not become one. Its three signs are to be written so. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
