import { wrongUsage } from '../../errors/catalogue/cli-errors.ts';
import type { Session } from './session.ts';

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `--since 10m` or `--since 2026-11-21T06:00:00Z`: where it begins. */
export function readSince({ flags }: Session, fallback: string, now: Date): Date {
  const text = flags.text('since') ?? fallback;
  const [, amount, unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const since = amount === undefined ? new Date(text) : new Date(now.getTime() - Number(amount) * (unitMs[unit] ?? 0));
  if (!Number.isNaN(since.getTime()) && since <= now) return since;
  throw wrongUsage('--since must be a time that has passed', `It is ${JSON.stringify(text)}.`, [
    '--since 10m',
    `--since ${now.toISOString()}`,
  ]);
}
