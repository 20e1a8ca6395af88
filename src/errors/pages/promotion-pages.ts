import type { ErrorPages } from './error-page.ts';

export const promotionPages: ErrorPages = {
  PROMOTION_MISMATCH: {
    means:
      'The release that was to be promoted has other functions, routes or layers than the config. Nothing was changed.',
    causes: [
      'The config has changed since that release was deployed',
      'A function, route or layer is only in one of the two',
    ],
    todo: [
      'check out the commit that the release was made from, then promote again',
      'or deploy the present state to the environment that is promoted from, and promote that',
    ],
  },
  NEVER_LIVE: {
    means: 'The release asked for never served callers in its environment. Nothing was changed.',
    causes: ['It failed its tests', 'Its deploy was stopped', 'It is on the preview or a canary still'],
    todo: [
      'ship history orders --env staging',
      'of a promotion: promote what is live there, leave --release out',
      'of a rollback: go back to one that was live, or deploy the code again, which tests it first',
    ],
  },
  DIGEST_DIFFERS: {
    means: 'The bytes that AWS handed out are not those that the release was made of. Nothing was changed.',
    causes: ['The version was deleted', 'The download was changed on its way'],
    todo: ['ship drift orders --env staging', 'deploy it anew there, then promote'],
  },
};
