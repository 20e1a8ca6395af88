const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } = require('@aws-sdk/lib-dynamodb');

const table = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env.TABLE;

/** @returns {Promise<{ id: string, name: string, phone: string } | undefined>} */
exports.readEntry = async (id) => (await table.send(new GetCommand({ TableName, Key: { id } }))).Item;

/** All entries, a page after the other: a table to be searched often would have an index. */
exports.readEntries = async () => {
  const entries = [];
  let ExclusiveStartKey;
  do {
    const page = await table.send(new ScanCommand({ TableName, ExclusiveStartKey }));
    entries.push(...page.Items);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return entries;
};

exports.saveEntry = async (entry) => {
  await table.send(new PutCommand({ TableName, Item: entry }));
  return entry;
};

exports.deleteEntry = async (id) => {
  await table.send(new DeleteCommand({ TableName, Key: { id } }));
};
