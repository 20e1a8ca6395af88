import { type Rule, servicePath } from './rule.ts';

/** A share of the calls is given by the gateway, and the preview is one of its stages. */
const needsRoutes: Rule = (context) => {
  const { strategy, routes } = context.service;
  if (strategy.kind === 'all-at-once' || routes.length > 0) return [];
  const message = `must be all-at-once for a service without routes: it goes live by moving the live alias of one function after the other (got ${strategy.kind})`;
  return [{ path: [...servicePath(context), 'strategy'], message }];
};

export const strategyRules: readonly Rule[] = [needsRoutes];
