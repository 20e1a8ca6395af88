import type { World } from '../../kernel/world.ts';
import type { SentRequest } from '../event/sent-request.ts';
import type { Exchange } from '../exchange.ts';
import type { CompiledRoute } from '../routing/compile-deployment.ts';
import { AuthorizerCache } from './authorizer-cache.ts';
import { authorizerFailed, type Decision } from './decision.ts';
import { authorizeByIam } from './iam-authorizer.ts';
import { IssuerKeys } from './jwks.ts';
import { authorizeByJwt } from './jwt-authorizer.ts';
import { authorizeByLambda } from './lambda-authorizer.ts';

export interface Authorizers {
  /** Undefined: the route asks for none. */
  readonly authorize: (exchange: Exchange, route: CompiledRoute, sent: SentRequest) => Promise<Decision> | undefined;
  readonly forget: (apiId: string, stageName: string) => void;
}

export function startAuthorizers(world: World): Authorizers {
  const cache = new AuthorizerCache(world.clock.now);
  const keys = new IssuerKeys(world.clock.now);
  return {
    authorize: (exchange, route, sent) => {
      const { authorizationType } = route.row;
      if (authorizationType === 'NONE') return undefined;
      if (authorizationType === 'AWS_IAM') return Promise.resolve(authorizeByIam(exchange));
      const { authorizer } = route;
      // The authorizer was deleted before the deployment was made: nobody is let in.
      if (!authorizer) return Promise.resolve(authorizerFailed('Invalid authorizer'));
      return authorizer.authorizerType === 'JWT'
        ? authorizeByJwt(keys, authorizer, { exchange, route, sent })
        : authorizeByLambda(world, cache, authorizer, { exchange, route, sent });
    },
    forget: (apiId, stageName) => cache.forget(`${apiId}/${stageName}`),
  };
}
