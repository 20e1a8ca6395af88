import type { Operation } from '../../kernel/operation.ts';
import { dashboardInvalid } from '../cloudwatch-error.ts';
import { checkDashboardBody } from '../dashboards/check-body.ts';
import { dashboards } from '../dashboards/dashboard-rows.ts';
import { required } from '../members.ts';

export const putDashboard: Operation = {
  name: 'PutDashboard',
  writes: true,
  handle: (params, world) => {
    const name = required(params, 'DashboardName');
    const body = required(params, 'DashboardBody');
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
      throw dashboardInvalid(
        `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).`,
        [],
      );
    }
    checkDashboardBody(body);
    dashboards(world).set(name, { name, body, modifiedAt: world.clock.now() });
    return { body: { DashboardValidationMessages: [] } };
  },
};
