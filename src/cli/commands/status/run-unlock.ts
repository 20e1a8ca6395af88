import { readLock, unlock } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { plainLine } from '../../terminal/plain-text.ts';
import { confirm } from '../../session/confirm.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readingAws } from '../../session/reading-aws.ts';
import { namedService } from '../../session/named-service.ts';

export const runUnlock: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const { config, environment } = await openConfig(session);
  const service = namedService(session, config, environment);
  const { cloud } = await openCloud(session, config, environment);
  const lock = await readingAws('read the lock', () => readLock(service, cloud));
  if (lock) {
    const held = `${lock.owner} has held it since ${lock.since} (${lock.purpose}, until ${lock.expiresAt}).`;
    terminal.err(plainLine(held));
    const env = environment.name === 'local' ? '' : ` --env ${environment.name}`;
    const text = `Free the lock of ${service.name} in ${environment.name}?`;
    await confirm(session, { text: `${held} ${text}`, command: `ship unlock ${service.name}${env}` });
    await readingAws('free the lock', () => unlock(service, cloud, lock));
  }
  const about = { service: service.name, environment: environment.name, freed: lock !== undefined };
  if (flags.has('json')) terminal.out(JSON.stringify({ schema: 1, command: 'unlock', ...about, lock }, undefined, 2));
  else terminal.out(lock ? `freed the lock of ${service.name}` : `${service.name} is not locked`);
  return 0;
};
