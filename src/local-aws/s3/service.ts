import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const s3Service: Service = { signingName: 's3', protocol: 'rest-xml', operations };
