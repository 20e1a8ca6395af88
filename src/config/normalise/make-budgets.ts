import type { Budgets } from '../../model/service.ts';
import type { ServiceInput } from './function-input.ts';

const unitBytes: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 * 1024 };

export function makeBudgets(written: NonNullable<ServiceInput['budgets']>): Budgets {
  const sizes = Object.entries(written.unzipped ?? {}).map(([key, size]) => [key, sizeBytes(size)] as const);
  return { unzippedBytes: Object.fromEntries(sizes), ...(written.growth !== undefined && { growth: written.growth }) };
}

function sizeBytes(size: number | string): number {
  if (typeof size === 'number') return size;
  const [, amount = '0', unit = 'B'] = /^([\d.]+) ?([A-Za-z]+)$/.exec(size) ?? [];
  return Math.floor(Number(amount) * (unitBytes[unit.toUpperCase()] ?? 1));
}
