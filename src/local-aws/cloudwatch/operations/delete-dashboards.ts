import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { dashboardNotFound } from '../cloudwatch-error.ts';
import { dashboards } from '../dashboards/dashboard-rows.ts';

/** One that does not exist fails the call, and then none is deleted. */
export const deleteDashboards: Operation = {
  name: 'DeleteDashboards',
  writes: true,
  handle: (params, world) => {
    const names = listOf(params, 'DashboardNames');
    const missing = names.find((name) => !dashboards(world).has(name));
    if (missing !== undefined) throw dashboardNotFound(missing);
    for (const name of names) dashboards(world).delete(name);
    return { body: {} };
  },
};
