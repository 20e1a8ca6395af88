import type { LessonCode, Severity } from '../../model/finding.ts';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { Environment, FunctionDefinition, Service } from '../../model/service.ts';

/** One thing that services in the field have paid for, and how to see it coming. */
export interface Lesson {
  readonly code: LessonCode;
  readonly severity: Severity;
  readonly why: string;
  readonly next: string;
  readonly find: (service: Service, facts: DiagnosisFacts) => readonly Sighting[];
}

export interface Sighting {
  /** `function invoice` */
  readonly subject: string;
  readonly what: string;
  /** Where this one is less or more than the lesson usually is. */
  readonly severity?: Severity;
}

/** What is known besides the service; a lesson whose facts are not known says nothing. */
export interface DiagnosisFacts {
  /** `2026-11-21` */
  readonly today: string;
  /** All that the config names. */
  readonly environments: readonly Environment[];
  /** Names of npm packages the service depends on directly. */
  readonly dependencies?: readonly string[];
  /** Parameters that the handler declares, by function key, where they are known. */
  readonly handlerParameters?: Readonly<Record<string, number>>;
  /** What packaging warned of, by function key. */
  readonly packaging?: Readonly<Record<string, readonly PackagingWarning[]>>;
  /** Code and layers of each function, by its key. */
  readonly unzippedBytes?: Readonly<Record<string, number>>;
  /** Largest answer seen in smoke tests, by the test's name. */
  readonly answerBytes?: Readonly<Record<string, number>>;
}

export function perFunction(
  service: Service,
  find: (definition: FunctionDefinition) => readonly (Omit<Sighting, 'subject'> & { readonly subject?: string })[],
): readonly Sighting[] {
  return service.functions.flatMap((definition) =>
    find(definition).map((sighting) => ({ subject: `function ${definition.key}`, ...sighting })),
  );
}
