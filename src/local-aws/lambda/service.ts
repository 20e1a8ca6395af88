import type { Operation, Service } from '../kernel/operation.ts';
import { addPermission } from './operations/add-permission.ts';
import { createAlias } from './operations/create-alias.ts';
import { createFunction } from './operations/create-function.ts';
import { deleteAlias } from './operations/delete-alias.ts';
import { deleteFunction } from './operations/delete-function.ts';
import { downloadSnapshot } from './operations/download-snapshot.ts';
import { getAlias } from './operations/get-alias.ts';
import { getFunction } from './operations/get-function.ts';
import { getFunctionConfiguration } from './operations/get-function-configuration.ts';
import { getPolicy } from './operations/get-policy.ts';
import { invoke } from './operations/invoke.ts';
import { listAliases } from './operations/list-aliases.ts';
import { listFunctions } from './operations/list-functions.ts';
import { listVersionsByFunction } from './operations/list-versions-by-function.ts';
import { publishVersion } from './operations/publish-version.ts';
import { removePermission } from './operations/remove-permission.ts';
import { updateAlias } from './operations/update-alias.ts';
import { updateFunctionCode } from './operations/update-function-code.ts';
import { updateFunctionConfiguration } from './operations/update-function-configuration.ts';
import { resumeProvisioned } from './provision.ts';

const operations: readonly Operation[] = [
  createFunction,
  getFunction,
  getFunctionConfiguration,
  listFunctions,
  updateFunctionCode,
  updateFunctionConfiguration,
  deleteFunction,
  publishVersion,
  listVersionsByFunction,
  createAlias,
  getAlias,
  updateAlias,
  deleteAlias,
  listAliases,
  addPermission,
  getPolicy,
  removePermission,
  invoke,
  downloadSnapshot,
];

export const lambdaService: Service = {
  signingName: 'lambda',
  protocol: 'rest-json',
  operations,
  start: (world) => resumeProvisioned(world),
};
