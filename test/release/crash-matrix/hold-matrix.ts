import { fight } from '../fire/fight.ts';
import { faultNames } from '../fire/faults.ts';
import { type Scenario, worlds } from '../fire/scenarios.ts';

/**
 * Generated from what each scenario really calls, so that a new step is covered the day it is added: every fault at
 * every call, then a second run from another, empty machine. See design.md 3. `every`: a sample, which begins at another
 * call for each fault.
 */
export function holdMatrix(scenarios: readonly Scenario[], { every = 1 }: { readonly every?: number } = {}): void {
  let cases = 0;

  describe.each(scenarios)('$name', (scenario) => {
    const world = worlds(scenario);

    test.each(faultNames)(every === 1 ? '%s, at every call' : `%s, at every ${every}th call`, async (name) => {
      const total = (await scenario.when(await world(), {})).calls.length;
      expect(total).toBeGreaterThan(0);
      const before = cases;
      const wrong: Record<string, readonly string[]> = {};
      for (let at = 1 + (faultNames.indexOf(name) % Math.min(every, total)); at <= total; at += every) {
        const found = await fight(scenario, await world(), [{ name, at }]);
        if (found.length > 0) wrong[`at call ${at} of ${total}`] = found;
        cases++;
      }
      expect(wrong).toEqual({});
      expect(cases).toBeGreaterThan(before);
    });
  });

  afterAll(() => {
    process.stderr.write(`crash matrix on memory: ${cases} cases\n`);
  });
}
