import { defineOperation, fields } from '../define-operation.ts';
import { domainNameMembers, mergeDomainName, refuseUnsupported } from '../domain-name-members.ts';
import { badRequest } from '../errors.ts';
import { tags } from '../input/members.ts';
import { text } from '../input/read.ts';
import { renderDomainName } from '../render.ts';
import { domainNames } from '../rows.ts';

const DOMAIN = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/i;

const DEFAULTS = {
  endpointType: 'REGIONAL',
  securityPolicy: 'TLS_1_2',
  ipAddressType: 'ipv4',
  routingMode: 'API_MAPPING_ONLY',
} as const;

export const createDomainName = defineOperation({
  name: 'CreateDomainName',
  route: 'POST /v2/domainnames',
  writes: true,
  input: fields({ domainName: text({ min: 1, max: 512 }) }, { ...domainNameMembers, tags }),
  handle: async ({ domainName: given, tags: givenTags = {}, ...members }, world) => {
    const domainName = given.toLowerCase();
    if (!DOMAIN.test(domainName)) throw badRequest('The domain name you provided is not valid.');
    refuseUnsupported('CreateDomainName', members);
    if (domainNames(world).has(domainName)) throw badRequest('The domain name you provided already exists.');
    const row = mergeDomainName({ domainName, tags: givenTags, ...DEFAULTS }, members);
    domainNames(world).set(domainName, row);
    return { status: 201, body: await renderDomainName(world, row) };
  },
});
