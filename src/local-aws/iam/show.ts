import type { PolicyRow, PolicyVersion, RoleRow } from './iam-rows.ts';

/** Documents go over the wire percent-encoded (RFC 3986). */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `full`: GetRole shows tags and the last use, lists do not. */
export function showRole(role: RoleRow, { full }: { full: boolean }): Record<string, unknown> {
  const { permissionsBoundaryArn: boundary } = role;
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: seconds(role.createdAt),
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
    PermissionsBoundary: boundary && { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary },
    ...(full && { Tags: role.tags.length > 0 ? role.tags : undefined, RoleLastUsed: {} }),
  };
}

export function showPolicy(policy: PolicyRow, attachments: number): Record<string, unknown> {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    Description: policy.description,
    CreateDate: seconds(policy.createdAt),
    UpdateDate: seconds(policy.updatedAt),
    Tags: policy.tags,
  };
}

export function showVersion(
  policy: PolicyRow,
  version: PolicyVersion,
  { full }: { full: boolean },
): Record<string, unknown> {
  return {
    ...(full && { Document: encodeDocument(version.document) }),
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: seconds(version.createdAt),
  };
}

/** IAM's dates have no fraction. */
function seconds(iso: string): string {
  return `${iso.slice(0, 19)}Z`;
}
