import { renderMembers } from '../../../server/xml.ts';
import type { Properties } from '../resource-type.ts';

/** A template's CorsConfiguration as S3's own document. */
export function corsXml({ CorsRules }: Properties): string {
  const rules = ((CorsRules ?? []) as readonly Properties[]).map((rule) =>
    renderMembers(
      {
        CORSRule: {
          ID: rule['Id'],
          AllowedHeader: rule['AllowedHeaders'],
          AllowedMethod: rule['AllowedMethods'],
          AllowedOrigin: rule['AllowedOrigins'],
          ExposeHeader: rule['ExposedHeaders'],
          MaxAgeSeconds: rule['MaxAge'],
        },
      },
      {},
    ),
  );
  return `<CORSConfiguration>${rules.join('')}</CORSConfiguration>`;
}
