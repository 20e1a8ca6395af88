/** http-api-quotas: per API. */
export const MAX_ROUTES = 300;
export const MAX_INTEGRATIONS = 300;
export const MAX_STAGES = 10;
export const MAX_AUTHORIZERS = 10;
