import { badRequest } from '../errors.ts';
import { listOf, objectOf, textOf, type JsonObject } from './json.ts';

/** The path of the first server, its variables filled: `/v1` of `https://host/{basePath}`. */
function serverPath(document: JsonObject): string {
  const server = objectOf(listOf(document['servers'])[0]);
  const variables = objectOf(server['variables']);
  const url = (textOf(server['url']) ?? '').replace(/\{(\w+)\}/g, (_, name: string) =>
    (textOf(objectOf(variables[name])['default']) ?? '').replace(/^\//, ''),
  );
  return url.replace(/^\w+:\/\/[^/]*/, '').replace(/\/+$/, '');
}

/** What stands before every path: `basepath` of ImportApi is ignore, prepend or split (drop the first segment). */
export function readBasePath(document: JsonObject, basepath = 'ignore'): string {
  if (basepath === 'ignore') return '';
  const path = serverPath(document);
  if (basepath === 'prepend') return path;
  if (basepath === 'split') return path.replace(/^\/[^/]*/, '');
  throw badRequest(`Invalid basepath specified: ${basepath}. Valid values are ignore, prepend, and split`);
}
