import { furtherQuestions } from './further-questions.ts';
import { questions } from './questions.ts';
import { isAws, openTarget, TEST_TIMEOUT_MS, type Target } from './target.ts';

// Locally these pin what the local AWS assumes. Against AWS a failure is the answer: "expected" is the assumption.
describe('open questions about AWS', () => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget();
  }, TEST_TIMEOUT_MS);
  afterAll(() => target.close(), TEST_TIMEOUT_MS);

  test.each([...questions, ...furtherQuestions].filter(({ isHeavy }) => isAws || !isHeavy))(
    '$question',
    async ({ ask, assumed }) => {
      expect(await ask(target)).toEqual(assumed);
    },
    TEST_TIMEOUT_MS,
  );
});
