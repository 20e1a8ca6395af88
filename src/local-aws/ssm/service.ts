import type { Service } from '../kernel/operation.ts';
import { operations } from './operations.ts';

/** Parameter Store only: templates read it. */
export const ssmService: Service = { signingName: 'ssm', protocol: 'aws-json', target: 'AmazonSSM', operations };
