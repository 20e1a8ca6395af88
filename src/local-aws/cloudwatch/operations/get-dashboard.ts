import type { Operation } from '../../kernel/operation.ts';
import { dashboardNotFound } from '../cloudwatch-error.ts';
import { dashboardArn, dashboards } from '../dashboards/dashboard-rows.ts';
import { required } from '../members.ts';

export const getDashboard: Operation = {
  name: 'GetDashboard',
  writes: false,
  handle: (params, world) => {
    const name = required(params, 'DashboardName');
    const dashboard = dashboards(world).get(name);
    if (!dashboard) throw dashboardNotFound(name);
    return { body: { DashboardArn: dashboardArn(world, name), DashboardBody: dashboard.body, DashboardName: name } };
  },
};
