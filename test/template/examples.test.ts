import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Service } from '../../src/model/service.ts';
import { renderFoundation } from '../../src/template/render-foundation.ts';
import type { Template } from '../../src/template/template.ts';

const root = resolve(import.meta.dirname, '../..');
const projects = ['.', 'examples/phonebook', 'examples/images', 'examples/shop'];

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
}

async function servicesOf(project: string): Promise<readonly Service[]> {
  const config = await loadConfig({ cwd: join(root, project) });
  return config.services('local');
}

function render(service: Service): Template {
  return renderFoundation(service, { needsBucket: true });
}

function actionsOf({ Resources }: Template): readonly string[] {
  return Object.values(Resources).flatMap(({ Type, Properties }) => {
    if (Type !== 'AWS::IAM::Role') return [];
    const { Policies } = Properties as { Policies: { PolicyDocument: { Statement: Statement[] } }[] };
    return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap(({ Action }) => Action);
  });
}

test.each(projects)('no role of %s may do anything by a wildcard', async (project) => {
  const actions = (await servicesOf(project)).flatMap((service) => actionsOf(render(service)));
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

const hasLinter = spawnSync('cfn-lint', ['--version']).status === 0;

// Skipped where cfn-lint is not installed: https://github.com/aws-cloudformation/cfn-lint
(hasLinter ? describe : describe.skip)('with cfn-lint installed', () => {
  test('it has nothing to say about the templates of all examples', async () => {
    const services = (await Promise.all(projects.map(servicesOf))).flat();
    expect(lint(services.map(render))).toBe('');
  }, 60_000);
});

/** What it prints. */
function lint(templates: readonly Template[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
  const files = templates.map((template, index) => {
    const file = join(dir, `${index}.json`);
    writeFileSync(file, JSON.stringify(template, undefined, 1));
    return file;
  });
  const { stdout } = spawnSync('cfn-lint', ['--regions', 'eu-west-1', '--', ...files], { encoding: 'utf8' });
  rmSync(dir, { recursive: true });
  return stdout;
}
