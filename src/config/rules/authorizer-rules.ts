import { didYouMean } from '../check/did-you-mean.ts';
import { checkExport } from './exported.ts';
import { functionKeys, hasFunction, type Rule, servicePath } from './rule.ts';

const authorizerFunctionsExist: Rule = (context) =>
  context.service.authorizers.flatMap((authorizer) => {
    if (authorizer.kind !== 'lambda') return [];
    const path = [...servicePath(context), 'authorizers', authorizer.name, 'function'];
    const { function: own, external } = authorizer;
    if (external !== undefined) return checkExport(context, external, path);
    if (own === undefined || hasFunction(context, own)) return [];
    const message = `names a function that does not exist${didYouMean(own, functionKeys(context))}`;
    return [{ path, message, got: `"${own}"` }];
  });

const authorizerSettingsFit: Rule = (context) =>
  context.service.authorizers.flatMap((authorizer) => {
    if (authorizer.kind !== 'lambda') return [];
    const path = [...servicePath(context), 'authorizers', authorizer.name];
    const isMixed = authorizer.payload === '1.0' && authorizer.simpleResponses;
    const isBlind = authorizer.cacheSeconds > 0 && authorizer.identitySources.length === 0;
    return [
      ...(isMixed ? [{ path: [...path, 'simpleResponses'], message: 'needs payload 2.0' }] : []),
      ...(isBlind ? [{ path: [...path, 'cacheSeconds'], message: 'needs identitySources to remember by' }] : []),
    ];
  });

const issuersAreSafe: Rule = (context) =>
  context.service.authorizers.flatMap((authorizer) => {
    if (
      authorizer.kind !== 'jwt' ||
      context.service.environment.target === 'local' ||
      authorizer.issuer.startsWith('https://')
    )
      return [];
    const path = [...servicePath(context), 'authorizers', authorizer.name, 'issuer'];
    return [{ path, message: 'must be an https URL', got: `"${authorizer.issuer}"` }];
  });

/** Browsers refuse the asterisk together with cookies, and so does API Gateway. */
const corsNamesOrigins: Rule = (context) => {
  const { cors } = context.service;
  if (cors === undefined || !cors.allowCredentials || !cors.allowOrigins.includes('*')) return [];
  return [{ path: [...servicePath(context), 'cors', 'origins'], message: 'must be named one by one with credentials' }];
};

export const authorizerRules: readonly Rule[] = [
  authorizerFunctionsExist,
  authorizerSettingsFit,
  issuersAreSafe,
  corsNamesOrigins,
];
