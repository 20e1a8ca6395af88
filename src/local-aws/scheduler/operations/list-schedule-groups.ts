import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { pageOf } from '../../events/page.ts';
import { validation } from '../scheduler-error.ts';
import { groups } from '../schedule-rows.ts';
import { describeGroup } from './get-schedule-group.ts';

export const listScheduleGroups: Operation = {
  name: 'ListScheduleGroups',
  route: 'GET /schedule-groups',
  writes: false,
  handle: (params, world) => {
    const prefix = stringOf(params, 'NamePrefix') ?? '';
    const all = [{ name: 'default', createdAt: 0, tags: {} }, ...groups(world).values()];
    const { items, NextToken } = pageOf(
      all.filter(({ name }) => name.startsWith(prefix)),
      params,
      () => validation('Invalid NextToken.'),
    );
    return {
      body: { ScheduleGroups: items.map((group) => describeGroup(world, group)), ...(NextToken && { NextToken }) },
    };
  },
};
