import { pasteable } from '../../../src/cli/session/pasteable.ts';
import { ShipError } from '../../../src/errors/ship-error.ts';
import { aService } from '../../release/a-service.ts';

const { service } = aService();
const local = { ...service, environment: { ...service.environment, name: 'local' } };
const error = (line: string): ShipError => new ShipError({ code: 'X', exit: 3, summary: 's', why: 'w', next: [line] });

test.each([
  ['ship deploy orders --unpin', 'ship deploy orders --unpin --env test'],
  ['or, when it is dead: ship unlock <service> --yes', 'or, when it is dead: ship unlock orders --yes --env test'],
  ['ship history <service>', 'ship history orders --env test'],
  ['ship rollback orders --env test', 'ship rollback orders --env test'],
  ['mend it, then deploy again', 'mend it, then deploy again'],
])('%s is printed as it can be pasted: %s', (line, expected) => {
  expect(pasteable(error(line), service).next).toEqual([expected]);
});

test('in the environment local, which is the default, it needs no --env', () => {
  expect(pasteable(error('ship history <service>'), local).next).toEqual(['ship history orders']);
});
