import { takeSnapshot } from '../draft/take-snapshot.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest, notFound } from '../errors.ts';
import { findApi, findDeployment, findStage } from '../find.ts';
import { id } from '../input/members.ts';
import { flag, text } from '../input/read.ts';
import { exportDocument } from '../openapi/export-document.ts';
import type { Snapshot } from '../rows.ts';
import type { World } from '../../kernel/world.ts';

const input = fields(
  { apiId: id, specification: text(), outputType: text() },
  { exportVersion: text(), includeExtensions: flag, stageName: text() },
);

function snapshotOf(world: World, apiId: string, stageName: string | undefined): Snapshot {
  if (stageName === undefined) return takeSnapshot(world, apiId);
  const { deploymentId } = findStage(world, apiId, stageName);
  if (deploymentId === undefined) throw notFound('Invalid deployment identifier specified');
  return findDeployment(world, apiId, deploymentId).internal.snapshot;
}

async function write(document: unknown, outputType: string): Promise<{ contentType: string; text: string }> {
  if (outputType === 'JSON') return { contentType: 'application/json', text: JSON.stringify(document, null, 2) };
  if (outputType !== 'YAML')
    throw badRequest(`Invalid output type specified: ${outputType}. Valid values are JSON and YAML`);
  const { stringify } = await import('yaml');
  return { contentType: 'application/yaml', text: stringify(document, { aliasDuplicateObjects: false }) };
}

/** What a stage serves, or without a stage the draft. */
export const exportApi = defineOperation({
  name: 'ExportApi',
  route: 'GET /v2/apis/{apiId}/exports/{specification}',
  writes: false,
  input,
  handle: async ({ apiId, specification, outputType, exportVersion, includeExtensions = true, stageName }, world) => {
    const { tags } = findApi(world, apiId);
    if (specification !== 'OAS30') throw badRequest(`Invalid specification: ${specification}. OAS30 is supported only`);
    if (exportVersion && exportVersion !== '1.0')
      throw badRequest(`Invalid export version specified: ${exportVersion}`);
    const document = exportDocument(snapshotOf(world, apiId, stageName), {
      url: `https://${apiId}.execute-api.${world.config.region}.amazonaws.com`,
      ...(stageName !== undefined && { stageName }),
      tags,
      includeExtensions,
    });
    const { contentType, text: raw } = await write(document, outputType);
    return { headers: { 'content-type': contentType }, raw };
  },
});
