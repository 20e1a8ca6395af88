const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** `30s`, `10m`, `2h` -> ms; undefined: not such a text. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,5})([smh])$/.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * (units[unit] ?? 0);
}

/** The same text again, in the largest unit that leaves no rest. */
export function writeDuration(ms: number): string {
  const unit = ['h', 'm'].find((one) => ms >= (units[one] ?? 0) && ms % (units[one] ?? 1) === 0) ?? 's';
  return `${Math.round(ms / (units[unit] ?? 1000))}${unit}`;
}
