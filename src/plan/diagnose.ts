import type { Finding, Severity } from '../model/finding.ts';
import type { Service } from '../model/service.ts';
import { eventLessons } from './diagnosis/event-lessons.ts';
import { functionLessons } from './diagnosis/function-lessons.ts';
import type { DiagnosisFacts, Lesson } from './diagnosis/lesson.ts';
import { securityLessons } from './diagnosis/security-lessons.ts';
import { serviceLessons } from './diagnosis/service-lessons.ts';
import { sourceLessons } from './diagnosis/source-lessons.ts';

export const lessons: readonly Lesson[] = [
  ...functionLessons,
  ...eventLessons,
  ...sourceLessons,
  ...securityLessons,
  ...serviceLessons,
];

const order: readonly Severity[] = ['error', 'warning', 'note'];

/** What field experience says about a service, the worst first; what its config silences is there with the reason. */
export function diagnose(service: Service, facts: DiagnosisFacts): readonly Finding[] {
  const findings = lessons.flatMap(({ code, severity, why, next, find }) =>
    find(service, facts).map((sighting) => {
      const reason = service.ignore?.[code];
      const ignored = reason === undefined ? {} : { ignored: reason };
      return { code, severity, service: service.name, why, next, ...sighting, ...ignored };
    }),
  );
  return findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
