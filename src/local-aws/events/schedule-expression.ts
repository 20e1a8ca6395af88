import { nextCron, parseCron, type Cron } from './cron.ts';

export type Schedule =
  | { readonly kind: 'rate'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly cron: Cron }
  | { readonly kind: 'at'; readonly wallClock: number };

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `rate(5 minutes)`, `cron(0 12 * * ? *)`, `at(2026-11-20T13:00:00)`; undefined when it is none of them. */
export function parseSchedule(text: string): Schedule | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text);
  if (rate) return parseRate(Number(rate[1]), rate[2] as string, rate[3] === 's');
  const cron = /^cron\((.+)\)$/.exec(text)?.[1];
  const parsed = cron === undefined ? undefined : parseCron(cron);
  if (parsed) return { kind: 'cron', cron: parsed };
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(text)?.[1];
  return at === undefined ? undefined : { kind: 'at', wallClock: Date.parse(`${at}Z`) };
}

/** `1 minute` but `2 minutes`, and nothing else. */
function parseRate(count: number, unit: string, isPlural: boolean): Schedule | undefined {
  if (count < 1 || (count === 1) === isPlural) return undefined;
  return { kind: 'rate', everyMs: count * (UNITS[unit] as number) };
}

/** When it comes next after `now`; undefined when never. `since`: what a rate counts from. Epoch milliseconds. */
export function nextTime(
  schedule: Schedule,
  now: number,
  { since, timezone = 'UTC' }: { since: number; timezone?: string },
): number | undefined {
  if (schedule.kind === 'rate') {
    const passed = Math.floor((now - since) / schedule.everyMs);
    return since + (Math.max(0, passed) + 1) * schedule.everyMs;
  }
  if (schedule.kind === 'at') {
    const time = fromWallClock(schedule.wallClock, timezone);
    return time > now ? time : undefined;
  }
  const next = nextCron(schedule.cron, toWallClock(now, timezone));
  return next === undefined ? undefined : fromWallClock(next, timezone);
}

/** What a clock on the wall there shows, as if it were UTC. */
function toWallClock(time: number, timezone: string): number {
  if (timezone === 'UTC') return time;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(time);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

function fromWallClock(wallClock: number, timezone: string): number {
  const offset = toWallClock(wallClock, timezone) - wallClock;
  return wallClock - (toWallClock(wallClock - offset, timezone) - (wallClock - offset));
}

export function isTimezone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch {
    return false;
  }
}
