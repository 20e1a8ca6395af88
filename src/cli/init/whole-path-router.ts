import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DraftFunction, Settings } from './draft.ts';

// They hand the event's whole path to the router, and behind the preview stage that begins with the stage's name.
const adapters = [
  'serverless-http',
  '@codegenie/serverless-express',
  '@vendia/serverless-express',
  'aws-serverless-express',
  '@fastify/aws-lambda',
  'hono/aws-lambda',
  'lambda-api',
];
const imported = new RegExp(`(?:from|require\\(|import\\()\\s*['"](?:${adapters.join('|')})['"]`);

/** The bundling that a function with such an adapter in its entry, or in what that imports, needs; nothing for others. */
export function bundleForRouter(root: string, { config, routes }: DraftFunction): Settings {
  const { entry } = config;
  const isRouted = routes.length > 0 && typeof entry === 'string';
  return isRouted && sourcesFrom(join(root, entry)).some((text) => imported.test(text)) ? { stripStage: true } : {};
}

/** Enough to meet the adapter, which lies near the entry; what is missed here, packaging warns of. */
const MOST_FILES = 50;

/** Texts of the entry and of the service's own modules that it imports, by pattern. */
function sourcesFrom(entry: string): string[] {
  const seen = new Map<string, string>();
  const queue = [entry];
  for (let file = queue.shift(); file !== undefined && seen.size < MOST_FILES; file = queue.shift()) {
    const path = seen.has(file) ? undefined : candidatesOf(file).find((candidate) => textOf(candidate) !== '');
    if (path === undefined || seen.has(path)) continue;
    const text = textOf(path);
    seen.set(path, text);
    const folder = dirname(path);
    for (const [, name = ''] of text.matchAll(/(?:from|require\(|import\(|import)\s*['"](\.[^'"]*)['"]/g))
      queue.push(join(folder, name));
  }
  return [...seen.values()];
}

/** As it is written, without its extension (TypeScript imports `.js`), and as a folder. */
function candidatesOf(file: string): string[] {
  const bare = file.replace(/\.[cm]?js$/, '');
  return [
    file,
    ...['.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '/index.ts', '/index.js'].map((end) => `${bare}${end}`),
  ];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // That it is not there is said elsewhere.
    return '';
  }
}
