import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { dashboardArn, dashboards } from '../dashboards/dashboard-rows.ts';
import { pageOf } from '../page.ts';

export const listDashboards: Operation = {
  name: 'ListDashboards',
  writes: false,
  handle: (params, world) => {
    const prefix = stringOf(params, 'DashboardNamePrefix') ?? '';
    const found = dashboards(world)
      .values()
      .filter(({ name }) => name.startsWith(prefix));
    const { items, NextToken } = pageOf(found, params, 1000);
    const DashboardEntries = items.map(({ name, body, modifiedAt }) => ({
      DashboardName: name,
      DashboardArn: dashboardArn(world, name),
      LastModified: new Date(modifiedAt),
      Size: Buffer.byteLength(body),
    }));
    return { body: { DashboardEntries, ...(NextToken && { NextToken }) } };
  },
};
