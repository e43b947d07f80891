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
    expect(() => readConfig({ ...secret })).toThrow('S3_BUCKETS: is needed');
    expect(() => readConfig({ ...secret, S3_BUCKETS: 's3://plant' })).toThrow(
      /S3_BUCKETS: needs S3_ACCESS_KEY_ID(?!.*tell nobody)/,
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
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow('ACTIONARY_SECRET: is needed in production');
    expect(readConfig({ ACTIONARY_ACCESS: 'open' }).isOpen).toBe(true);
    for (const more of [production, { HOST: '0.0.0.0' }])
      expect(() => readConfig({ ...more, ACTIONARY_ACCESS: 'open' })).toThrow('for this machine alone');
  });

  test('traces where a collector is named, all or a share', () => {
    expect(readConfig({ OTEL_SERVICE_NAME: 'line 3' }).tracing).toBeNull();
    const given = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_TRACES_SAMPLER_ARG: '0.1' };
    const tracing = { endpoint: 'http://collector:4318', headers: {}, serviceName: 'actionary', ratio: 1 };
    expect(readConfig(given).tracing).toEqual(tracing);
    const headers = 'authorization=Bearer%20a=b, x-plant=3';
    const more = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_EXPORTER_OTLP_HEADERS: headers };
    expect(readConfig({ ...given, ...more }).tracing).toEqual({
      ...tracing,
      headers: { authorization: 'Bearer a=b', 'x-plant': '3' },
      ratio: 0.1,
    });
  });

  test('needs all of an identity provider', () => {
    const issuer = { OIDC_ISSUER: 'https://login.plant/realm', OIDC_CLIENT_ID: 'actionary' };
    expect(() => readConfig(issuer)).toThrow('belong together');
    const whole = { ...issuer, OIDC_CLIENT_SECRET: 'secret' };
    expect(() => readConfig(whole)).toThrow('ACTIONARY_URL: is needed with OIDC_ISSUER');
    expect(readConfig({ ...whole, ACTIONARY_URL: 'https://actionary.plant' })).toMatchObject({
      publicUrl: 'https://actionary.plant',
      oidc: { issuer: 'https://login.plant/realm', clientId: 'actionary', clientSecret: 'secret', name: 'login.plant' },
    });
  });

  test.each([
    ['VIDEO_FOLDERS', '/srv/videos, line-2', 'must be absolute paths'],
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
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'must be an address such as http://collector:4318'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc', 'must be http/json'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'secret', 'must be name=value'],
    ['OTEL_TRACES_SAMPLER_ARG', 'half', 'must be a number, 0 … 1'],
    ['ACTIONARY_DRAIN_SECONDS', '-1', 'must be a whole number, 0 … 600'],
    ['WORKER_VIDEOS', '0', 'must be a whole number, 1 … 64'],
    ['WORKER_VIDEOS', 'many', 'must be a whole number, 1 … 64'],
    ['WORKER_THREADS', '1.5', 'must be a whole number, 1 … 1024'],
    ['WORKER_NICE', '20', 'must be a whole number, 0 … 19'],
    ['WORKER_NICE', '5', 'a worker in a process of its own'],
  ])('refuses %s=%s', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });

  test('tells all mistakes at once, each with its setting and a remedy, and none that only follows from another', () => {
    const given = {
      NODE_ENV: 'production',
      ACTIONARY_ACCESS: 'open',
      ACTIONARY_ROLES: 'server,admin',
      ACTIONARY_RAW_VIDOE: 'off',
      PORT: 'http',
      S3_BUCKETS: 'plant/line-2',
      OIDC_ISSUER: 'login.plant',
      OIDC_CLIENT_ID: 'actionary',
      WORKER_NICE: '5',
    };
    const lines = mistakesOf(given);
    expect(lines.map((line) => /^- ([A-Z0-9_]+(?:, [A-Z0-9_]+)*): ./.exec(line)?.[1])).toEqual([
      'OIDC_ISSUER',
      'PORT',
      'S3_BUCKETS',
      'ACTIONARY_RAW_VIDOE',
      'WORKER_NICE',
      'ACTIONARY_ACCESS',
      'ACTIONARY_SECRET',
      'S3_BUCKETS',
      'OIDC_CLIENT_SECRET',
    ]);
    expect(mistakesOf({ ACTIONARY_ROLES: 'sever', WORKER_NICE: '5' })).toEqual([
      expect.stringMatching(/^- ACTIONARY_ROLES: .*server/),
    ]);
  });

  test.each([
    ['ACTIONARY_RAW_VIDOE', 'ACTIONARY_RAW_VIDEO'],
    ['ACTIONARY_ROLE', 'ACTIONARY_ROLES'],
    ['ACTIONARY_DATTAA', 'ACTIONARY_DATA'],
    ['ACTIONARY_MODEL', 'ACTIONARY_MODELS'],
  ])('refuses %s, which %s was meant by', (name, meant) => {
    expect(mistakesOf({ [name]: 'x' })).toEqual([`- ${name}: is not known; did you mean ${meant}?`]);
  });

  test.each([
    ['S3_BUCKET', 'S3_BUCKETS'],
    ['OIDC_CLIENTID', 'OIDC_CLIENT_ID'],
    ['WORKER_VIDOES', 'WORKER_VIDEOS'],
    ['WEBHOOKS_NETWORKS', null],
    ['WEBHOOK_NETWORK', 'WEBHOOK_NETWORKS'],
    ['CHANGES_DAYS', null],
    ['CHANGE_DAY', 'CHANGE_DAYS'],
    ['OTHER_CHANGE_DAYS', null],
    ['ACTIONARY_OF_A_LATER_RELEASE', null],
  ])('warns of %s, which may be somebody else’s', (name, meant) => {
    const { warnings } = readConfig({ [name]: 'x' });
    expect(warnings).toEqual(meant ? [`${name}: is not known, and ignored; did you mean ${meant}?`] : []);
  });

  test('knows what resembles a setting that is set as well', () => {
    expect(readConfig({ WORKER_VIDEO: '2', WORKER_VIDEOS: '2' }).warnings).toEqual([]);
  });
});

function mistakesOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n').slice(1);
  }
}
