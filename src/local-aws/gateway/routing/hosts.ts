import { apis, domainNames } from '../../apigateway/rows.ts';
import type { World } from '../../kernel/world.ts';

/** Whose requests come in: an API's own endpoint, or a custom domain with mappings to several. */
export type Entry = { readonly apiId: string } | { readonly domainName: string };

const API_HOST = /^([a-z0-9]+)\.execute-api\.([a-z0-9-]+)\.amazonaws\.com$/;
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:[\w-]+\.)*localhost)$/;

export function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** `*.example.com` takes one label. */
function domainOf(world: World, host: string): string | undefined {
  const table = domainNames(world);
  if (table.has(host)) return host;
  const wildcard = `*.${host.slice(host.indexOf('.') + 1)}`;
  return table.has(wildcard) ? wildcard : undefined;
}

/** Whom a Host names; undefined: nobody of this world. */
export function entryOf(world: World, host: string): Entry | undefined {
  const [, apiId, region] = API_HOST.exec(host) ?? [];
  if (apiId !== undefined) return region === world.config.region && apis(world).has(apiId) ? { apiId } : undefined;
  const domainName = domainOf(world, host);
  return domainName === undefined ? undefined : { domainName };
}

/**
 * Whom a request to a port of the gateway is for: under a loopback name the port's own API or domain, else whom the Host
 * names. Other names are refused: a web page must not reach an API through a name of its own (DNS rebinding).
 */
export function entryAtPort(world: World, own: Entry, hostHeader: string): Entry | undefined {
  const host = withoutPort(hostHeader);
  return LOOPBACK.test(host) || host === '' ? own : entryOf(world, host);
}
