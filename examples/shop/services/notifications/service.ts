import type { ServiceConfig } from 'ship';

export const notifications: ServiceConfig = {
  description: 'Tells people what happened.',
  main: {
    entry: 'src/main.ts',
    environment: { SENT_BUCKET: { Ref: 'Sent' } },
    policies: [{ readBucket: 'Sent' }],
  },
  functions: {
    // Hears of orders and queues a mail for each: a mail that cannot be sent is tried again, the order is not.
    hear: {
      entry: 'src/hear.ts',
      environment: { MAILS_URL: { Ref: 'QueueMails' } },
      policies: [{ sendToQueue: 'mails' }],
      events: [
        { type: 'bus', name: 'order-placed', pattern: { source: ['shop.orders'], 'detail-type': ['order placed'] } },
      ],
    },
    send: {
      entry: 'src/send.ts',
      environment: { SENT_BUCKET: { Ref: 'Sent' } },
      policies: [{ writeBucket: 'Sent' }],
      events: [{ type: 'queue', name: 'mails', batchSize: 5, maximumConcurrency: 2 }],
    },
    digest: {
      entry: 'src/digest.ts',
      environment: { SENT_BUCKET: { Ref: 'Sent' } },
      policies: [{ readBucket: 'Sent' }],
      events: [{ type: 'schedule', name: 'every-morning', schedule: 'cron(0 7 * * ? *)', input: { days: 1 } }],
    },
  },
  resources: { Sent: { Type: 'AWS::S3::Bucket' } },
  routes: { 'GET /notifications': 'main' },
  smoke: [
    { request: 'GET /notifications', expect: { headers: { 'content-type': 'application/json' } } },
    { invoke: 'send', event: { Records: [] }, result: { batchItemFailures: [] } },
    { invoke: 'digest', event: { days: 1 } },
  ],
};
