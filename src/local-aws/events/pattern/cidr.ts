import { BlockList, isIP } from 'node:net';

export function isInCidr(address: string, block: string): boolean {
  const [network = '', prefix] = block.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(address) !== family) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(prefix ?? (family === 4 ? 32 : 128)), kind);
  return list.check(address, kind);
}
