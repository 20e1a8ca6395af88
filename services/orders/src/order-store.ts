import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Order } from './order.ts';

/**
 * Where orders live. Memory or /tmp would not do: each execution environment has its own, so an order that one of them
 * took would be unknown to the next, to the sibling functions and to the next release.
 */
export interface OrderStore {
  readonly get: (id: string) => Promise<Order | undefined>;
  readonly put: (order: Order) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** At most 100, by id. */
  readonly list: () => Promise<readonly Order[]>;
}

/** One object per order. Of two writers of one order the last one wins, which is enough for an example. */
export function s3OrderStore(bucket: string): OrderStore {
  const s3 = new S3Client({ forcePathStyle: true });
  const at = (id: string): { Bucket: string; Key: string } => ({ Bucket: bucket, Key: `orders/${id}.json` });
  const get = async (id: string): Promise<Order | undefined> => {
    try {
      const { Body } = await s3.send(new GetObjectCommand(at(id)));
      return JSON.parse((await Body?.transformToString()) ?? '') as Order;
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  return {
    get,
    put: async (order) => {
      await s3.send(
        new PutObjectCommand({ ...at(order.id), Body: JSON.stringify(order), ContentType: 'application/json' }),
      );
    },
    remove: async (id) => {
      await s3.send(new DeleteObjectCommand(at(id)));
    },
    list: async () => {
      const { Contents = [] } = await s3.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: 'orders/', MaxKeys: 100 }),
      );
      const ids = Contents.map(({ Key = '' }) => Key.slice('orders/'.length, -'.json'.length));
      return (await Promise.all(ids.map(get))).filter((order) => order !== undefined);
    },
  };
}

export function memoryOrderStore(): OrderStore {
  const orders = new Map<string, Order>();
  return {
    get: async (id) => orders.get(id),
    put: async (order) => void orders.set(order.id, order),
    remove: async (id) => void orders.delete(id),
    list: async () => [...orders.values()],
  };
}

/** The store of the deployed service: the bucket is one of its `resources`. */
export function deployedOrderStore(): OrderStore {
  const bucket = process.env['ORDERS_BUCKET'];
  if (bucket === undefined) throw new Error('ORDERS_BUCKET is not set');
  return s3OrderStore(bucket);
}
