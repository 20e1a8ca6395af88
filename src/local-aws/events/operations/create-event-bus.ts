import { AwsError } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { busArn, buses } from '../event-rows.ts';
import { validation } from '../find.ts';
import { tagsIn } from '../tags.ts';

export const createEventBus: Operation = {
  name: 'CreateEventBus',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'Name') ?? '';
    if (!/^[.\-_A-Za-z0-9]{1,256}$/.test(name)) throw validation('Event bus name must not contain /.');
    if (name === 'default' || buses(world).has(name)) {
      throw new AwsError('ResourceAlreadyExistsException', 400, `Event bus ${name} already exists.`);
    }
    const description = stringOf(params, 'Description');
    const row = { name, tags: tagsIn(params), createdAt: world.clock.now() };
    buses(world).set(name, { ...row, ...(description !== undefined && { description }) });
    return {
      body: { EventBusArn: busArn(world, name), ...(description !== undefined && { Description: description }) },
    };
  },
};
