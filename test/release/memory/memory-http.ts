import type { Http } from '../../../src/release/http.ts';
import type { MemoryAws, MemoryFunction } from './memory-aws.ts';
import { documentOf } from './memory-gateway.ts';

/**
 * Answers as the functions behind the gateway would: 200 with the versions that the stage's snapshot names, marked with
 * its release; 500 when a version it names is gone, or when `broken` says that release fails.
 */
export function memoryHttp(aws: MemoryAws, broken: (release: string) => boolean = () => false): Http {
  return async ({ url }) => {
    const { hostname, pathname } = new URL(url);
    const stack = [...aws.stacks].find(([name]) => hostname === `${name}.example`)?.[1];
    const api = aws.apis.get(stack?.outputs['ApiId'] ?? '');
    const stage = pathname.startsWith('/ship-preview') ? 'ship-preview' : '$default';
    if (!api?.stages.has(stage)) return answer(404, {}, { message: 'Not Found' });
    const { release, named } = servedBy(documentOf(api, stage));
    const alive = named.every(([, name = '', qualifier = '']) => isAlive(aws.functions.get(name), qualifier));
    if (!alive) return answer(500, {}, { message: 'Internal Server Error' });
    if (broken(release)) return answer(500, { 'x-ship-release': release }, { message: 'broken' });
    const versions = Object.fromEntries(named.map(([, name = '', version = '']) => [name, version]));
    return answer(200, { 'x-ship-release': release }, { release, versions });
  };
}

interface Served {
  readonly release: string;
  readonly named: readonly RegExpMatchArray[];
}

const known = new Map<string, Served>();

function servedBy(document: string): Served {
  const before = known.get(document);
  if (before) return before;
  const { info } = JSON.parse(document) as { info: { version: string } };
  const served = { release: info.version, named: [...document.matchAll(/:function:([\w-]+):([\w-]+)\/invocations/g)] };
  known.set(document, served);
  return served;
}

/** A version, or an alias both of whose versions are there. */
function isAlive(found: MemoryFunction | undefined, qualifier: string): boolean {
  if (!found || /^\d+$/.test(qualifier)) return found?.versions.has(qualifier) ?? false;
  const alias = found.aliases.get(qualifier);
  const behind = alias ? [alias.version, ...Object.keys(alias.weights ?? {})] : [];
  return behind.length > 0 && behind.every((version) => found.versions.has(version));
}

function answer(status: number, headers: Record<string, string>, body: unknown): Awaited<ReturnType<Http>> {
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}
