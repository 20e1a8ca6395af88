import type { CommandDeclaration } from '../command/declaration.ts';

export const explainCommand: CommandDeclaration = {
  name: 'explain',
  summary: 'Explain an error code: what it means, why it comes, what to do',
  arguments: [{ name: '[code]', summary: 'as printed behind "code"; default: list all' }],
  examples: [
    { command: 'ship explain SMOKE_FAILED', does: 'one code' },
    { command: 'ship explain', does: 'all codes, one line each' },
  ],
  load: async () => (await import('./explain/run-explain.ts')).runExplain,
};
