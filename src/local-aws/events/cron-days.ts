import { parseField, withNumbers } from './cron.ts';

/** Which days of a month are meant. */
export type DayRule =
  | { readonly kind: 'month-days'; readonly days: ReadonlySet<number> }
  | { readonly kind: 'last-day' }
  | { readonly kind: 'nearest-weekday'; readonly day: number }
  | { readonly kind: 'week-days'; readonly days: ReadonlySet<number> }
  | { readonly kind: 'last-week-day'; readonly day: number }
  | { readonly kind: 'nth-week-day'; readonly day: number; readonly nth: number };

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** `*`, numbers, `L` (the last), `15W` (the weekday nearest to the 15th). */
export function parseDayOfMonth(field: string): DayRule | undefined {
  if (field === 'L') return { kind: 'last-day' };
  const nearest = /^(\d+)W$/.exec(field)?.[1];
  if (nearest !== undefined) return { kind: 'nearest-weekday', day: Number(nearest) };
  const days = parseField(field, 1, 31);
  return days && { kind: 'month-days', days };
}

/** 1 is Sunday. `*`, numbers and names, `6L` (the last Friday), `3#2` (the second Tuesday). */
export function parseDayOfWeek(field: string): DayRule | undefined {
  const text = withNumbers(field, WEEKDAYS);
  if (text === 'L') return { kind: 'week-days', days: new Set([7]) };
  const last = /^(\d)L$/.exec(text)?.[1];
  if (last !== undefined) return { kind: 'last-week-day', day: Number(last) };
  const [, day, nth] = /^(\d)#([1-5])$/.exec(text) ?? [];
  if (day !== undefined) return { kind: 'nth-week-day', day: Number(day), nth: Number(nth) };
  const days = parseField(text, 1, 7);
  return days && { kind: 'week-days', days };
}

export function matchesDay(rule: DayRule, date: Date): boolean {
  const day = date.getUTCDate();
  const weekday = date.getUTCDay() + 1;
  const length = monthLength(date);
  if (rule.kind === 'month-days') return rule.days.has(day);
  if (rule.kind === 'last-day') return day === length;
  if (rule.kind === 'nearest-weekday') return day === nearestWeekday(date, Math.min(rule.day, length));
  if (rule.kind === 'week-days') return rule.days.has(weekday);
  if (rule.kind === 'last-week-day') return weekday === rule.day && day + 7 > length;
  return weekday === rule.day && Math.ceil(day / 7) === rule.nth;
}

function monthLength(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** Never in another month. */
function nearestWeekday(date: Date, day: number): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < monthLength(date) ? day + 1 : day - 2;
  return day;
}
