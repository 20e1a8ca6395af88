import { isRecord } from '../../template/template.ts';
import { apiPart, mergedMap } from './api-part.ts';

export const integration = apiPart({
  type: 'AWS::ApiGatewayV2::Integration',
  noun: 'Integration',
  id: 'integrationId',
  properties: [
    'ApiId',
    'ConnectionId',
    'ConnectionType',
    'ContentHandlingStrategy',
    'CredentialsArn',
    'Description',
    'IntegrationMethod',
    'IntegrationSubtype',
    'IntegrationType',
    'IntegrationUri',
    'PassthroughBehavior',
    'PayloadFormatVersion',
    'RequestParameters',
    'RequestTemplates',
    'ResponseParameters',
    'TemplateSelectionExpression',
    'TimeoutInMillis',
    'TlsConfig',
  ],
  required: ['ApiId', 'IntegrationType'],
  createOnly: ['ApiId'],
  attributes: ['IntegrationId'],
  numbers: ['TimeoutInMillis'],
  adjust: (input, { properties }) => {
    const responses = properties['ResponseParameters'];
    return isRecord(responses) ? { ...input, responseParameters: mappingsOf(responses) } : input;
  },
  cleared: (context) => {
    const requestParameters = mergedMap(context, 'RequestParameters');
    return requestParameters ? { requestParameters } : {};
  },
});

/** `{500: {ResponseParameters: [{Destination, Source}]}}` in a template is `{500: {destination: source}}` on the wire. */
function mappingsOf(responses: Record<string, unknown>): Record<string, Record<string, string>> {
  const entries = Object.entries(responses).map(([status, value]): [string, Record<string, string>] => {
    const list = isRecord(value) ? value['ResponseParameters'] : [];
    const pairs = (list as { Destination: string; Source: string }[]).map(
      ({ Destination, Source }): [string, string] => [Destination, Source],
    );
    return [status, Object.fromEntries(pairs)];
  });
  return Object.fromEntries(entries);
}
