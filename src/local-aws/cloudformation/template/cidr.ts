import { validationError } from '../cloudformation-error.ts';

/** `Fn::Cidr`: [block, count, bits of each subnet]; IPv4 only. */
export function cidr([block, count, bits]: readonly unknown[]): string[] {
  const [address = '', prefix] = String(block).split('/');
  const octets = address.split('.').map(Number);
  if (octets.length !== 4 || octets.some((octet) => !(octet >= 0 && octet <= 255)) || !prefix) {
    throw validationError(`Template error: every Fn::Cidr object requires an IPv4 CIDR block; got ${String(block)}`);
  }
  const start = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** Number(bits ?? 8);
  return Array.from(
    { length: Number(count) },
    (_, index) => `${dotted(start + index * size)}/${32 - Number(bits ?? 8)}`,
  );
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
