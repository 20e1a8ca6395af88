/** Whether anybody is at the other end: an endpoint that never answered is given up sooner than one that stumbles. */
export interface Presence {
  readonly answered: () => void;
  /** After so many failed requests of one call. */
  readonly isHopeless: (failures: number) => boolean;
}

const triesWithoutAnyAnswer = 3;

export function makePresence(): Presence {
  let hasAnswered = false;
  return {
    answered: () => {
      hasAnswered = true;
    },
    isHopeless: (failures) => !hasAnswered && failures >= triesWithoutAnyAnswer,
  };
}
