import type { CommandDeclaration } from '../command/declaration.ts';

export const completionCommand: CommandDeclaration = {
  name: 'completion',
  summary: 'Print the completion script of a shell',
  details: 'It completes commands, options and the names of services. Made from the same table as this help.',
  arguments: [{ name: '<shell>', summary: 'bash, zsh or fish', choices: ['bash', 'zsh', 'fish'] }],
  examples: [
    { command: 'source <(ship completion bash)', does: 'in ~/.bashrc' },
    { command: 'source <(ship completion zsh)', does: 'in ~/.zshrc, after compinit' },
    { command: 'ship completion fish > ~/.config/fish/completions/ship.fish', does: 'once' },
  ],
  load: async () => (await import('./completion/run-completion.ts')).runCompletion,
};
