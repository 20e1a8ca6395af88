import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { commands } from '../commands.ts';
import { renderBash } from './render-bash.ts';
import { renderFish } from './render-fish.ts';
import { renderZsh } from './render-zsh.ts';
import { toCompletions } from './to-completions.ts';

const shells = { bash: renderBash, zsh: renderZsh, fish: renderFish };

export const runCompletion: CommandHandler = async ({ args, terminal }) => {
  const shell = args[0] ?? '';
  if (!isKnown(shell))
    throw wrongUsage(`there is no completion for ${shell}`, 'Known are bash, zsh and fish.', ['ship completion bash']);
  terminal.out(shells[shell](toCompletions(commands)));
  return 0;
};

const isKnown = (shell: string): shell is keyof typeof shells => Object.hasOwn(shells, shell);
