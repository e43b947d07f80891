import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

describe('readConfig', () => {
  test('bounds what a worker takes', () => {
    expect(readConfig({})).toMatchObject({ workerVideos: 1, workerThreads: null, workerNice: 0 });
    const given = { ACTIONARY_ROLES: 'worker', WORKER_VIDEOS: '2', WORKER_THREADS: '4', WORKER_NICE: '10' };
    expect(readConfig(given)).toMatchObject({ workerVideos: 2, workerThreads: 4, workerNice: 10 });
  });

  test('keeps the audit for a year, without who is shown videos, unless told otherwise', () => {
    expect(readConfig({})).toMatchObject({ auditDays: 365, notesVideoReads: false });
    const given = { AUDIT_DAYS: '3650', AUDIT_VIDEO_READS: 'on' };
    expect(readConfig(given)).toMatchObject({ auditDays: 3650, notesVideoReads: true });
    expect(() => readConfig({ AUDIT_DAYS: '7' })).toThrow('AUDIT_DAYS: must be a whole number, 30 … 36500');
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

  test('asks people to sign in; in production, with a secret of one’s own', () => {
    expect(readConfig({})).toMatchObject({ isOpen: false, secret: null, oidc: null });
    const secret = 'Zm9ydHktdHdvLXJhbmRvbS1ieXRlcy1vci1zbw==';
    const production = { NODE_ENV: 'production', ACTIONARY_SECRET: secret };
    expect(readConfig(production)).toMatchObject({ isProduction: true, secret });
    expect(readConfig({ ...production, ACTIONARY_SECRET: '', ACTIONARY_ROLES: 'worker' })).toMatchObject({
      secret: null,
    });
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow('ACTIONARY_SECRET is needed in production');
    expect(readConfig({ ACTIONARY_ACCESS: 'open' }).isOpen).toBe(true);
    for (const more of [production, { HOST: '0.0.0.0' }])
      expect(() => readConfig({ ...more, ACTIONARY_ACCESS: 'open' })).toThrow('for this machine alone');
  });

  test('needs all of an identity provider', () => {
    const issuer = { OIDC_ISSUER: 'https://login.plant/realm', OIDC_CLIENT_ID: 'actionary' };
    expect(() => readConfig(issuer)).toThrow('belong together');
    const whole = { ...issuer, OIDC_CLIENT_SECRET: 'secret' };
    expect(() => readConfig(whole)).toThrow('OIDC_ISSUER needs ACTIONARY_URL');
    expect(readConfig({ ...whole, ACTIONARY_URL: 'https://actionary.plant' })).toMatchObject({
      publicUrl: 'https://actionary.plant',
      oidc: { issuer: 'https://login.plant/realm', clientId: 'actionary', clientSecret: 'secret', name: 'login.plant' },
    });
  });

  test.each([
    ['S3_BUCKETS', 'plant/line-2', 'must be addresses such as s3://bucket/prefix'],
    ['S3_ENDPOINT', 'minio:9000', 'must be an address such as https://minio.plant:9000'],
    ['S3_ENDPOINT', 'https://user:secret@minio.plant', 'must be without user, password'],
    ['S3_CACHE_BYTES', 'much', 'must be a number'],
    ['ACTIONARY_RAW_VIDEO', 'no', 'must be on or off'],
    ['ACTIONARY_ACCESS', 'everybody', 'must be accounts or open'],
    ['ACTIONARY_SECRET', 'short', 'at least 32 characters'],
    ['ACTIONARY_SECRET', 'change-me-change-me-change-me-change-me', 'must be random'],
    ['ACTIONARY_URL', 'actionary.plant', 'must be an address'],
    ['OIDC_ISSUER', 'login.plant', 'must be an address'],
    ['TRUSTED_PROXIES', 'proxy.plant', 'must be networks such as 10.0.0.0/8'],
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
