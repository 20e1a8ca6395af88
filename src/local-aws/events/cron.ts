import { matchesDay, parseDayOfMonth, parseDayOfWeek, type DayRule } from './cron-days.ts';

/** Six fields, in UTC or the schedule's time zone: minutes hours day-of-month month day-of-week year. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  readonly days: DayRule;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const LAST_YEAR = 2199;

/** Undefined when it is not valid. One of the two day fields must be `?`. */
export function parseCron(text: string): Cron | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6) return undefined;
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields as [string, string, string, string, string, string];
  const minutes = parseField(minute, 0, 59);
  const hours = parseField(hour, 0, 23);
  const months = parseField(withNumbers(month, MONTHS), 1, 12);
  const years = parseField(year, 1970, LAST_YEAR);
  const days = parseDays(dayOfMonth, dayOfWeek);
  return minutes && hours && months && years && days ? { minutes, hours, months, years, days } : undefined;
}

function parseDays(dayOfMonth: string, dayOfWeek: string): DayRule | undefined {
  if (dayOfWeek === '?') return parseDayOfMonth(dayOfMonth);
  return dayOfMonth === '?' ? parseDayOfWeek(dayOfWeek) : undefined;
}

export function withNumbers(field: string, names: readonly string[]): string {
  return field.replaceAll(/[A-Z]{3}/gi, (name) => {
    const at = names.indexOf(name.toUpperCase());
    return at < 0 ? name : String(at + 1);
  });
}

/** `*`, `1,15`, `1-5`, `0/10`: the numbers meant; undefined when a part is out of range or something else. */
export function parseField(field: string, from: number, to: number): ReadonlySet<number> | undefined {
  const numbers = new Set<number>();
  for (const part of field.split(',')) {
    const [, first, last, step] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (first === undefined) return undefined;
    const start = first === '*' ? from : Number(first);
    const isRange = first === '*' || step !== undefined;
    const end = last === undefined ? (isRange ? to : start) : Number(last);
    if (start < from || end > to || start > end || step === '0') return undefined;
    for (let number = start; number <= end; number += Number(step ?? 1)) numbers.add(number);
  }
  return numbers;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A February 29 comes at the latest after eight years. */
const SEARCHED_DAYS = 9 * 366;

/** The next time after `time`; both on the schedule's own wall clock. */
export function nextCron(cron: Cron, time: number): number | undefined {
  const from = Math.floor(time / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const firstDay = Math.floor(from / DAY_MS) * DAY_MS;
  for (let day = 0; day < SEARCHED_DAYS; day++) {
    const midnight = firstDay + day * DAY_MS;
    const date = new Date(midnight);
    if (!cron.years.has(date.getUTCFullYear()) || !cron.months.has(date.getUTCMonth() + 1)) continue;
    if (!matchesDay(cron.days, date)) continue;
    const found = timeOfDay(cron, midnight, from);
    if (found !== undefined) return found;
  }
  return undefined;
}

function timeOfDay(cron: Cron, midnight: number, from: number): number | undefined {
  for (let hour = 0; hour < 24; hour++) {
    if (!cron.hours.has(hour)) continue;
    for (let minute = 0; minute < 60; minute++) {
      const time = midnight + (hour * 60 + minute) * MINUTE_MS;
      if (cron.minutes.has(minute) && time >= from) return time;
    }
  }
  return undefined;
}
