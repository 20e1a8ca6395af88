import type { Operation, Service } from '../kernel/operation.ts';

const operations: readonly Operation[] = [];

export const apigatewayService: Service = { signingName: 'apigateway', protocol: 'rest-json', operations };
