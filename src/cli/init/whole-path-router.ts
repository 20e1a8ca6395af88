import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** The bundling that a function with such an adapter in its entry needs; nothing for others. */
export function bundleForRouter(root: string, { config, routes }: DraftFunction): Settings {
  const { entry } = config;
  return routes.length > 0 && typeof entry === 'string' && imported.test(textOf(join(root, entry)))
    ? { stripStage: true }
    : {};
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // That it is not there is said elsewhere.
    return '';
  }
}
