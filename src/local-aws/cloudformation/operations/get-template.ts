import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findChangeSet } from '../changes/change-set-rows.ts';
import { findStack } from '../stack/find-stack.ts';
import { readTemplateBody } from '../stack/keep-template.ts';

/** The body as it was sent. Without transforms the two stages are the same. */
export const getTemplate: Operation = {
  name: 'GetTemplate',
  writes: false,
  handle: (params, world) => {
    const { target } = stringOf(params, 'ChangeSetName') ? findChangeSet(world, params) : findStack(world, params);
    const body = readTemplateBody(world, target.templateSha256);
    return { body: { TemplateBody: body, StagesAvailable: ['Original', 'Processed'] } };
  },
};
