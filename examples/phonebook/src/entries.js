const { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');

const s3 = new S3Client({ forcePathStyle: true });
const at = { Bucket: process.env.BUCKET, Key: 'entries.json' };

/** All entries: a phonebook of one object is enough for an example, and shared by all that run. */
exports.readEntries = async () => {
  try {
    const { Body } = await s3.send(new GetObjectCommand(at));
    return JSON.parse(await Body.transformToString());
  } catch (error) {
    if (error instanceof NoSuchKey) return [];
    throw error;
  }
};

exports.writeEntries = async (entries) => {
  await s3.send(new PutObjectCommand({ ...at, Body: JSON.stringify(entries), ContentType: 'application/json' }));
};
