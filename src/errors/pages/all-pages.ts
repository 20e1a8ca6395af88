import { awsPages } from './aws-pages.ts';
import { cliPages } from './cli-pages.ts';
import { configPages } from './config-pages.ts';
import type { ErrorPages } from './error-page.ts';
import { packagingPages } from './packaging-pages.ts';
import { promotionPages } from './promotion-pages.ts';
import { releasePages } from './release-pages.ts';
import { strategyPages } from './strategy-pages.ts';

/** A page for every code that people can meet; a test holds that none is missing. */
export const errorPages: ErrorPages = {
  ...cliPages,
  ...configPages,
  ...packagingPages,
  ...awsPages,
  ...releasePages,
  ...promotionPages,
  ...strategyPages,
};
