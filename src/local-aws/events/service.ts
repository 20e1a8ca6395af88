import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const eventsService: Service = { signingName: 'events', protocol: 'aws-json', target: 'AWSEvents', operations };
