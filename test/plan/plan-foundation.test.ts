import type { StackState } from '../../src/model/snapshot.ts';
import { aService } from '../release/a-service.ts';
import { planFoundation, wayOut, waysOut } from '../../src/plan/plan-foundation.ts';

const { service } = aService();

const stack = (status: string): StackState => ({
  name: 'test-orders',
  accountId: '000000000000',
  status,
  statusReason: 'because',
  outputs: { ShipFoundationDigest: 'wanted' },
});

const kinds = (status: string | undefined): readonly string[] =>
  planFoundation(service, status === undefined ? {} : { stack: stack(status) }, 'wanted').map(({ kind }) => kind);

test.each<[string | undefined, readonly string[]]>([
  [undefined, ['apply-foundation']],
  ['DELETE_COMPLETE', ['apply-foundation']],
  ['REVIEW_IN_PROGRESS', ['apply-foundation']],
  ['ROLLBACK_COMPLETE', ['delete-failed-stack', 'apply-foundation']],
  ['ROLLBACK_FAILED', ['delete-failed-stack', 'apply-foundation']],
  ['CREATE_FAILED', ['delete-failed-stack', 'apply-foundation']],
  ['UPDATE_IN_PROGRESS', ['wait-for-stack', 'apply-foundation']],
  ['CREATE_COMPLETE', []],
  ['UPDATE_ROLLBACK_COMPLETE', []],
])('from a stack that is %s the way goes by %p', (status, steps) => {
  expect(kinds(status)).toEqual(steps);
});

test.each([
  ['UPDATE_ROLLBACK_FAILED', 'aws cloudformation continue-update-rollback --stack-name test-orders'],
  ['DELETE_FAILED', 'ship destroy orders'],
])('a stack in %s is refused, with its reason and the way out', (status, way) => {
  expect(() => kinds(status)).toThrow(
    expect.objectContaining({ code: 'STACK_STUCK', why: 'because', next: [way, 'then run the same command again'] }),
  );
});

test.each([
  ['ROLLBACK_COMPLETE', 'ship deploy orders'],
  ['REVIEW_IN_PROGRESS', 'ship deploy orders'],
  ['UPDATE_ROLLBACK_FAILED', 'aws cloudformation continue-update-rollback --stack-name test-orders'],
  ['ROLLBACK_IN_PROGRESS', undefined],
  ['UPDATE_COMPLETE', undefined],
])('status names the way out of %s', (status, way) => {
  expect(wayOut({ name: 'test-orders', status }, 'orders')).toBe(way);
});

test('of a rollback that fails again the resources are named that may be left behind', () => {
  const statusReason = 'The following resource(s) failed to update: [Thing, Other]. ';
  const [way = '', skip] = waysOut({ ...stack('UPDATE_ROLLBACK_FAILED'), statusReason }, 'orders');
  expect([way, skip]).toEqual([
    'aws cloudformation continue-update-rollback --stack-name test-orders',
    `${way} --resources-to-skip Thing Other   (if it fails again)`,
  ]);
});

test('a gateway that was deleted behind the back of its stack is refused by name', () => {
  const there = stack('UPDATE_COMPLETE');
  const lost = { ...there, outputs: { ...there.outputs, ApiId: 'a1b2' } };
  expect(() => planFoundation(service, { stack: lost }, 'wanted')).toThrow(
    expect.objectContaining({ code: 'API_GONE', next: expect.arrayContaining(['ship destroy orders']) }),
  );
});
