import type { Service } from '../kernel/operation.ts';
import { operations } from './operations.ts';
import { renderSecretsError } from './secrets-error.ts';

export const secretsmanagerService: Service = {
  signingName: 'secretsmanager',
  protocol: 'aws-json',
  target: 'secretsmanager',
  operations,
  renderError: renderSecretsError,
};
