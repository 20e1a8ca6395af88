import type { CommandDeclaration } from '../command/declaration.ts';

const options: CommandDeclaration['options'] = [
  { flags: '--dry-run', summary: 'print what would happen and change nothing' },
  { flags: '--wait <seconds>', summary: 'wait so long for another run to finish; default: 0' },
];

export const promotePreviewCommand: CommandDeclaration = {
  name: 'promote-preview',
  summary: 'Put live what waits on the preview, in one write',
  details:
    'For what a deploy with the strategy manual left there. Refused when the preview shows something else by now, or when another release went live since.',
  arguments: [{ name: '<service>', summary: 'a name from services.config.*' }],
  options: [
    ...options,
    { flags: '--fix-forward', summary: 'go on although alarms go off while the release is watched' },
  ],
  examples: [
    { command: 'ship deploy orders --strategy manual', does: 'tested, and waiting on the preview' },
    { command: 'ship promote-preview orders', does: 'live' },
  ],
  load: async () => (await import('./preview/run-preview.ts')).runPromotePreview,
};

export const abortCommand: CommandDeclaration = {
  name: 'abort',
  summary: 'Give up what waits on the preview; live is not touched',
  details: 'The preview shows the live release again. To end a canary: ship rollback.',
  arguments: [{ name: '<service>', summary: 'a name from services.config.*' }],
  options,
  examples: [{ command: 'ship abort orders --env production', does: 'the preview shows what is live' }],
  load: async () => (await import('./preview/run-preview.ts')).runAbort,
};
