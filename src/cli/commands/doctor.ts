import type { CommandDeclaration } from '../command/declaration.ts';

export const doctorCommand: CommandDeclaration = {
  name: 'doctor',
  summary: 'Say what others have paid for: time-outs, permissions, queues, runtimes, secrets',
  details:
    'Each lesson has a code, says why and what to do, and is silenced in the config by ignore: { CODE: "reason" }. Nothing is contacted. Exit code 3 when something will not work.',
  arguments: [{ name: '[service]', summary: 'one service; default: all' }],
  options: [{ flags: '--all', summary: 'show those too that the config silences' }],
  examples: [
    { command: 'ship doctor', does: 'all services as they are locally' },
    { command: 'ship doctor orders --env production --json', does: 'one, as a document' },
  ],
  load: async () => (await import('./doctor/run-doctor.ts')).runDoctor,
};
