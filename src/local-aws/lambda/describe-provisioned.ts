import type { ProvisionedRow } from './provisioned-rows.ts';

export function describeProvisioned(row: ProvisionedRow): Record<string, unknown> {
  return {
    RequestedProvisionedConcurrentExecutions: row.requested,
    AvailableProvisionedConcurrentExecutions: row.allocated,
    AllocatedProvisionedConcurrentExecutions: row.allocated,
    Status: row.status,
    ...(row.statusReason !== undefined && { StatusReason: row.statusReason }),
    LastModified: row.lastModified,
  };
}
