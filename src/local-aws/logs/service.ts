import type { Service } from '../kernel/operation.ts';
import { operations } from './operations.ts';

export const logsService: Service = { signingName: 'logs', protocol: 'aws-json', target: 'Logs_20140328', operations };
