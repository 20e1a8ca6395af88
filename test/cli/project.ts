import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of the user's with these files; the caller removes it. */
export function makeProject(files: Readonly<Record<string, string>>): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'ship-cli-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** One service with one route and one smoke test; `body` is what it answers. */
export const helloProject = (body = 'hello'): Readonly<Record<string, string>> => ({
  'services.config.json': JSON.stringify({
    environments: { production: { account: '111122223333', region: 'eu-west-1', protected: true } },
    services: {
      hello: {
        main: 'main.mjs',
        routes: { 'GET /hello': 'main' },
        smoke: [{ request: 'GET /hello', expect: { status: 200 } }],
      },
    },
  }),
  'services/hello/package.json': '{"name":"hello","version":"1.0.0"}',
  'services/hello/main.mjs': `export const handler = async () => ({ statusCode: 200, body: ${JSON.stringify(body)} });\n`,
});
