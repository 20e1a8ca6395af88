import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const lambdaService: Service = { signingName: 'lambda', protocol: 'rest-json', operations };
