import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const schedulerService: Service = { signingName: 'scheduler', protocol: 'rest-json', operations };
