import { GetItemCommand, PutItemCommand, UpdateItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { reservedWordCount } from '../../../src/local-aws/dynamodb/expressions/reserved-words.ts';
import { givenTables, type GivenTables } from './given-tables.ts';

type Item = Record<string, AttributeValue>;

const ITEM: Item = {
  id: { S: '1' },
  n: { N: '5' },
  s: { S: 'hello' },
  b: { B: new Uint8Array([1, 2, 3]) },
  t: { BOOL: true },
  nil: { NULL: true },
  things: { L: [{ N: '1' }, { S: 'two' }, { M: { deep: { N: '3' } } }] },
  inside: { M: { a: { N: '1' }, 'odd.name': { S: 'x' } } },
  tags: { SS: ['x', 'y'] },
  numbers: { NS: ['1', '2'] },
};

let given: GivenTables;
let TableName: string;
beforeAll(async () => {
  given = await givenTables();
  TableName = await given.aTable('id:S');
});
afterAll(() => given.stop());
beforeEach(() => given.client.send(new PutItemCommand({ TableName, Item: ITEM })));

const valuesFor = (text: string, all: Item): Item | undefined => {
  const used = Object.entries(all).filter(([name]) => new RegExp(`${name}\\b`).test(text));
  return used.length > 0 ? Object.fromEntries(used) : undefined;
};
const update = async (more: Record<string, unknown>): Promise<Item> => {
  const Key = { id: { S: '1' } };
  const reply = await given.client.send(new UpdateItemCommand({ TableName, Key, ReturnValues: 'ALL_NEW', ...more }));
  return reply.Attributes ?? {};
};

describe('a condition', () => {
  const VALUES: Item = {
    ':five': { N: '5' },
    ':fivePlus': { N: '5.00' },
    ':nine': { N: '9' },
    ':hel': { S: 'hel' },
    ':hello': { S: 'hello' },
    ':x': { S: 'x' },
    ':yx': { SS: ['y', 'x'] },
    ':one': { N: '1' },
    ':true': { BOOL: true },
    ':typeS': { S: 'S' },
    ':b12': { B: new Uint8Array([1, 2]) },
    ':three': { N: '3' },
  };
  test.each([
    ['n = :five', true],
    ['n = :fivePlus', true],
    ['n = :hello', false],
    ['n <> :five', false],
    ['absent <> :five', true],
    ['absent = :five', false],
    ['n < :nine', true],
    ['n >= :five AND n <= :five', true],
    ['s > :five', false],
    ['n BETWEEN :one AND :nine', true],
    ['s IN (:x, :hello)', true],
    ['s IN (:x)', false],
    ['tags = :yx', true],
    ['t = :true', true],
    ['attribute_exists(inside.a)', true],
    ['attribute_exists(inside.z)', false],
    ['attribute_not_exists(absent)', true],
    ['attribute_type(s, :typeS)', true],
    ['attribute_type(n, :typeS)', false],
    ['begins_with(s, :hel)', true],
    ['begins_with(b, :b12)', true],
    ['begins_with(n, :hel)', false],
    ['contains(s, :hel)', true],
    ['contains(tags, :x)', true],
    ['contains(numbers, :one)', true],
    ['contains(things, :one)', true],
    ['contains(things, :nine)', false],
    ['size(s) = :five', true],
    ['size(things) = :three', true],
    ['size(b) = :three', true],
    ['size(n) = :one', false],
    ['things[2].deep = :three', true],
    ['things[9] = :three', false],
    ['NOT n = :five', false],
    ['NOT (n = :five OR s = :x)', false],
    ['n = :nine OR n = :five AND s = :hello', true],
    ['(n = :nine OR n = :five) AND s = :x', false],
    [':five = n', true],
    ['n = :five and not contains(s, :x)', true],
  ])('%s is %s', async (ConditionExpression, holds) => {
    const ExpressionAttributeValues = valuesFor(ConditionExpression, VALUES);
    const outcome = update({ ConditionExpression, ExpressionAttributeValues }).then(
      () => 'met',
      (error: Error) => `${error.name}: ${error.message}`,
    );
    expect(await outcome).toBe(holds ? 'met' : 'ConditionalCheckFailedException: The conditional request failed');
  });
});

describe('an update', () => {
  const VALUES: Item = {
    ':one': { N: '1' },
    ':tenth': { N: '0.1' },
    ':big': { N: '12345678901234567890123456789012345678' },
    ':x': { S: 'x' },
    ':z': { SS: ['z', 'x'] },
    ':all': { SS: ['x', 'y'] },
    ':more': { L: [{ S: 'end' }] },
    ':none': { L: [] },
    ':ns': { NS: ['2', '3'] },
  };
  test.each<[string, Record<string, unknown>]>([
    ['SET n = n + :one', { n: { N: '6' } }],
    ['SET n = :one - n', { n: { N: '-4' } }],
    ['SET n = n + :tenth', { n: { N: '5.1' } }],
    ['SET n = :big + :one', { n: { N: '12345678901234567890123456789012345679' } }],
    ['SET fresh = if_not_exists(fresh, :x), n = if_not_exists(n, :one)', { fresh: { S: 'x' }, n: { N: '5' } }],
    ['SET tally = if_not_exists(tally, :one) + :one', { tally: { N: '2' } }],
    ['SET things = list_append(things, :more)', { things: { L: [...(ITEM['things']?.L ?? []), { S: 'end' }] } }],
    ['SET made = list_append(if_not_exists(made, :none), :more)', { made: { L: [{ S: 'end' }] } }],
    ['SET things[1] = :x', { things: { L: [{ N: '1' }, { S: 'x' }, { M: { deep: { N: '3' } } }] } }],
    ['SET things[99] = :x', { things: { L: [...(ITEM['things']?.L ?? []), { S: 'x' }] } }],
    ['SET things[2].deep = :x', { things: { L: [{ N: '1' }, { S: 'two' }, { M: { deep: { S: 'x' } } }] } }],
    ['SET inside.a = :x, s = inside.a', { inside: { M: { a: { S: 'x' }, 'odd.name': { S: 'x' } } }, s: { N: '1' } }],
    ['SET n = s, s = n', { n: { S: 'hello' }, s: { N: '5' } }],
    ['REMOVE things[0], things[1]', { things: { L: [{ M: { deep: { N: '3' } } }] } }],
    ['REMOVE inside.a, s', { inside: { M: { 'odd.name': { S: 'x' } } }, s: undefined }],
    ['REMOVE absent', { n: { N: '5' } }],
    ['ADD n :one, hits :one', { n: { N: '6' }, hits: { N: '1' } }],
    ['ADD tags :z, numbers :ns', { tags: { SS: ['x', 'y', 'z'] }, numbers: { NS: ['1', '2', '3'] } }],
    ['DELETE tags :z', { tags: { SS: ['y'] } }],
    ['DELETE tags :all', { tags: undefined }],
    ['SET n = :one REMOVE s ADD hits :one DELETE tags :z', { n: { N: '1' }, s: undefined, tags: { SS: ['y'] } }],
    ['set n=:one remove s', { n: { N: '1' }, s: undefined }],
  ])('%s', async (UpdateExpression, expected) => {
    const after = await update({
      UpdateExpression,
      ExpressionAttributeValues: valuesFor(UpdateExpression, VALUES),
    });
    for (const [name, value] of Object.entries(expected)) expect(after[name]).toEqual(value);
    const { Item } = await given.client.send(new GetItemCommand({ TableName, Key: { id: { S: '1' } } }));
    expect(Item).toEqual(after);
  });
});

describe('what is wrong with an expression is said as AWS says it', () => {
  const values = { ':v': { N: '1' }, ':s': { S: 's' }, ':t': { BOOL: true } };
  test.each<[string, Record<string, unknown>, string]>([
    [
      'a reserved word',
      { UpdateExpression: 'SET #n = :v, status = :v', ExpressionAttributeNames: { '#n': 'n' } },
      'Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: status',
    ],
    [
      'an undefined value',
      { UpdateExpression: 'SET n = :other' },
      'Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :other',
    ],
    [
      'an undefined name',
      { ConditionExpression: '#x = :v' },
      'Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #x',
    ],
    [
      'unused values',
      { UpdateExpression: 'REMOVE n' },
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}',
    ],
    [
      'unused names',
      { UpdateExpression: 'SET n = :v', ExpressionAttributeNames: { '#a': 'a' } },
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}',
    ],
    [
      'bad syntax',
      { UpdateExpression: 'SET n == :v' },
      'Invalid UpdateExpression: Syntax error; token: "=", near: "== :v"',
    ],
    [
      'the end too early',
      { ConditionExpression: 'n =' },
      'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "="',
    ],
    ['an empty expression', { UpdateExpression: '' }, 'Invalid UpdateExpression: The expression can not be empty;'],
    [
      'a section twice',
      { UpdateExpression: 'SET n = :v SET s = :v' },
      'Invalid UpdateExpression: The "SET" section can only be used once in an update expression;',
    ],
    [
      'overlapping paths',
      { UpdateExpression: 'SET inside.a = :v, inside = :v' },
      'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [inside, a], path two: [inside]',
    ],
    [
      'an unknown function',
      { ConditionExpression: 'like(s, :v)' },
      'Invalid ConditionExpression: Invalid function name; function: like',
    ],
    [
      'part of the key',
      { UpdateExpression: 'SET id = :v' },
      'One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key',
    ],
    [
      'a missing operand',
      { UpdateExpression: 'SET n = absent + :v' },
      'The provided expression refers to an attribute that does not exist in the item',
    ],
    [
      'a wrong operand',
      { UpdateExpression: 'SET n = s + :v' },
      'An operand in the update expression has an incorrect data type',
    ],
    [
      'a missing parent',
      { UpdateExpression: 'SET absent.a = :v' },
      'The document path provided in the update expression is invalid for update',
    ],
    [
      'values without expressions',
      {},
      'ExpressionAttributeValues can only be specified when using expressions: UpdateExpression is null, ConditionExpression is null',
    ],
  ])('%s', async (_what, more, message) => {
    const ExpressionAttributeValues = { ':v': values[':v'] };
    await expect(update({ ExpressionAttributeValues, ...more })).rejects.toMatchObject({
      name: 'ValidationException',
      message,
    });
  });

  test.each([
    [
      'SET n = n + :s',
      ':s',
      'Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: +, operand type: S',
    ],
    [
      'ADD n :s',
      ':s',
      'Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
    ],
  ])('operands of the wrong type: %s', async (UpdateExpression, name, message) => {
    const ExpressionAttributeValues = { [name]: values[name as ':s'] };
    await expect(update({ UpdateExpression, ExpressionAttributeValues })).rejects.toThrow(message);
  });

  test('there are 573 reserved words', () => {
    expect(reservedWordCount).toBe(573);
  });
});
