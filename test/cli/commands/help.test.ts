import { buildProgram } from '../../../src/cli/command/build-program.ts';
import type { CommandDeclaration } from '../../../src/cli/command/declaration.ts';
import { commands } from '../../../src/cli/commands/commands.ts';
import { renderBash } from '../../../src/cli/commands/completion/render-bash.ts';
import { renderFish } from '../../../src/cli/commands/completion/render-fish.ts';
import { renderZsh } from '../../../src/cli/commands/completion/render-zsh.ts';
import { toCompletions } from '../../../src/cli/commands/completion/to-completions.ts';
import { parseCommandLine } from './parse-command-line.ts';

const all: readonly (readonly [string, CommandDeclaration])[] = commands.flatMap((declared) =>
  'commands' in declared
    ? declared.commands.map((one) => [`${declared.name} ${one.name}`, one] as const)
    : [[declared.name, declared] as const],
);
const completions = toCompletions(commands);
const of = (path: string) => completions.find((one) => one.path === path);

test.each(all)(
  'ship %s has examples, and all of them are command lines that ship understands',
  async (_, { examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { command } of examples) {
      const line = /ship [^)>|]*/.exec(command)?.[0] ?? command;
      expect(await parseCommandLine(line)).toBe('understood');
    }
  },
);

test.each(all)('ship %s has a handler that can be loaded', async (_, { load }) => {
  expect(typeof (await load())).toBe('function');
});

test('help fits a narrow terminal and wraps words, not names', async () => {
  let help = '';
  const options = { version: '1.2.3', commands, width: 60, choose: async () => undefined };
  const program = buildProgram({ ...options, out: (text) => (help += text) });
  await program.parseAsync(['--help'], { from: 'user' }).catch(() => undefined);
  const table = help.slice(help.indexOf('Options:'), help.indexOf('First minutes:'));
  expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
});

describe('shell completion', () => {
  test.each([
    ['bash', renderBash],
    ['zsh', renderZsh],
    ['fish', renderFish],
  ])('for %s knows every command and every option of it', (_, render) => {
    const script = render(completions);
    for (const { children, options } of completions)
      for (const word of [...children, ...options.map(({ long }) => long.slice(2))]) expect(script).toContain(word);
  });

  test('offers the names of services where one is wanted, and codes behind explain', () => {
    expect(of('deploy')?.wantsService).toBe(true);
    expect(of('local start')?.wantsService).toBe(false);
    expect(of('explain')?.words).toContain('SMOKE_FAILED');
  });
});
