import type * as z from 'zod';
import type { Environment } from '../../model/service.ts';
import type { NotifyTarget } from '../loaded-config.ts';
import type { notifySchema } from '../schema/notify-schema.ts';

export function makeNotify(
  written: readonly z.output<typeof notifySchema>[],
  environments: readonly Environment[],
): readonly NotifyTarget[] {
  const aws = environments.filter(({ target }) => target === 'aws').map(({ name }) => name);
  return written.map((one) => ({
    urlFrom: one.urlFrom,
    format: one.format ?? 'slack',
    on: one.on ?? ['live', 'on-preview', 'undone', 'needs-person'],
    environments: one.environments ?? aws,
  }));
}
