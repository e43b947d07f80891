import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

describe('readConfig', () => {
  test('bounds what a worker takes', () => {
    expect(readConfig({})).toMatchObject({ workerVideos: 1, workerThreads: null, workerNice: 0 });
    const given = { ACTIONARY_ROLES: 'worker', WORKER_VIDEOS: '2', WORKER_THREADS: '4', WORKER_NICE: '10' };
    expect(readConfig(given)).toMatchObject({ workerVideos: 2, workerThreads: 4, workerNice: 10 });
  });

  test('shows videos unless told otherwise', () => {
    expect(readConfig({}).isRawVideoOpen).toBe(true);
    expect(readConfig({ ACTIONARY_RAW_VIDEO: 'off' }).isRawVideoOpen).toBe(false);
  });

  test('reads what may be read of a storage that speaks S3', () => {
    const keys = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' };
    expect(readConfig({}).buckets).toBeNull();
    expect(readConfig({ ...keys, S3_BUCKETS: 's3://plant/line-2, s3://archive/' }).buckets).toEqual({
      allowed: [
        { bucket: 'plant', prefix: 'line-2/' },
        { bucket: 'archive', prefix: '' },
      ],
      endpoint: 'https://s3.us-east-1.amazonaws.com',
      region: 'us-east-1',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      cacheBytes: 20 * 1024 ** 3,
    });
    const given = { ...keys, S3_BUCKETS: 's3://plant', S3_ENDPOINT: 'http://minio:9000/', S3_CACHE_BYTES: '1000' };
    expect(readConfig(given).buckets).toMatchObject({ endpoint: 'http://minio:9000', cacheBytes: 1000 });
  });

  test('refuses half of what a storage needs, and never tells the secret', () => {
    const secret = { S3_SECRET_ACCESS_KEY: 'tell nobody' };
    expect(() => readConfig({ ...secret })).toThrow('S3_BUCKETS is needed');
    expect(() => readConfig({ ...secret, S3_BUCKETS: 's3://plant' })).toThrow(
      /needs S3_ACCESS_KEY_ID(?!.*tell nobody)/,
    );
  });

  test.each([
    ['S3_BUCKETS', 'plant/line-2', 'must be addresses such as s3://bucket/prefix'],
    ['S3_ENDPOINT', 'minio:9000', 'must be an address such as https://minio.plant:9000'],
    ['S3_ENDPOINT', 'https://user:secret@minio.plant', 'must be without user, password'],
    ['S3_CACHE_BYTES', 'much', 'must be a number'],
    ['ACTIONARY_RAW_VIDEO', 'no', 'must be on or off'],
    ['WORKER_VIDEOS', '0', 'must be a whole number, 1 … 64'],
    ['WORKER_VIDEOS', 'many', 'must be a whole number, 1 … 64'],
    ['WORKER_THREADS', '1.5', 'must be a whole number, 1 … 1024'],
    ['WORKER_NICE', '20', 'must be a whole number, 0 … 19'],
    ['WORKER_NICE', '5', 'a worker in a process of its own'],
  ])('refuses %s=%s', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });
});
