import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const logsService: Service = { signingName: 'logs', protocol: 'aws-json', target: 'Logs_20140328', operations };
