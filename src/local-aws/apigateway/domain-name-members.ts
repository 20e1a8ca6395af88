import { memberNotImplemented } from './errors.ts';
import { list, oneOf, structure, text } from './input/read.ts';
import type { DomainNameRow } from './rows.ts';

const configuration = structure(
  {},
  {
    certificateArn: text(),
    endpointType: oneOf('REGIONAL', 'EDGE'),
    securityPolicy: oneOf('TLS_1_0', 'TLS_1_2'),
    ipAddressType: oneOf('ipv4', 'dualstack'),
  },
);

export const domainNameMembers = {
  domainNameConfigurations: list(configuration),
  mutualTlsAuthentication: structure({}, { truststoreUri: text(), truststoreVersion: text() }),
  routingMode: oneOf('API_MAPPING_ONLY', 'ROUTING_RULE_ONLY', 'ROUTING_RULE_THEN_API_MAPPING'),
} as const;

interface Given {
  readonly domainNameConfigurations?: readonly Partial<DomainNameRow>[];
  readonly routingMode?: string;
  readonly mutualTlsAuthentication?: unknown;
}

/** Routing rules serve REST APIs only. */
export function refuseUnsupported(
  operation: string,
  { routingMode = 'API_MAPPING_ONLY', mutualTlsAuthentication }: Given,
): void {
  if (mutualTlsAuthentication) throw memberNotImplemented(operation, 'MutualTlsAuthentication');
  if (routingMode !== 'API_MAPPING_ONLY') throw memberNotImplemented(operation, `RoutingMode ${routingMode}`);
}

/** A domain name with what was given put over what was there. */
export function mergeDomainName(
  old: DomainNameRow,
  { domainNameConfigurations = [], routingMode }: Given,
): DomainNameRow {
  return { ...old, ...domainNameConfigurations[0], ...(routingMode && { routingMode }) };
}
