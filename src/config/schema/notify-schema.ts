import * as z from 'zod';
import { lowerName } from './values.ts';

export const notifySchema = z
  .strictObject({
    urlFrom: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable, not the URL'),
    format: z.enum(['slack', 'json']).optional(),
    on: z.array(z.enum(['started', 'live', 'on-preview', 'undone', 'needs-person'])).optional(),
    environments: z.array(lowerName).optional(),
  })
  .meta({ id: 'NotifyConfig' });
