/** What may be set by the environment, each by itself; `config-rules.ts` has what has to be true of several together. */
import path from 'node:path';
import { z } from 'zod';
import { toNetworks } from './shared/http/networks.ts';
import { parseBucketAddress } from './shared/storage/bucket-address.ts';

export const ROLES = ['server', 'worker', 'admin'] as const;

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number, ${least} … ${most}`;
  return z.coerce.number(message).int(message).min(least, message).max(most, message);
}

/** One S3 address, or several with commas between. */
const bucketAddresses = z
  .string()
  .transform((list) => list.split(',').map((each) => parseBucketAddress(each.trim())))
  .refine((list) => !list.includes(null), 'must be addresses such as s3://bucket/prefix, with commas between')
  .transform((list) => list.filter((address) => address !== null));

/** Absolute paths, with commas between. */
const folders = z
  .string()
  .transform((list) => list.split(',').map((each) => each.trim()))
  .refine((list) => list.every((each) => path.isAbsolute(each)), 'must be absolute paths, with commas between');

/** Networks by their addresses, with commas between. */
const networks = z.string().transform((list, context) => {
  try {
    return toNetworks(list.split(',').map((each) => each.trim()));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be networks such as 10.0.0.0/8, with commas between' });
    return z.NEVER;
  }
});

/** `name=value`, with commas between; values are encoded as in addresses. */
const namedValues = z.string().transform((list, context) => {
  const pairs = list.split(',').map((pair) => /^\s*([^=\s]+)\s*=(.*)$/.exec(pair));
  try {
    return Object.fromEntries(pairs.map((pair) => [pair![1]!, decodeURIComponent(pair![2]!.trim())]));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be name=value, with commas between' });
    return z.NEVER;
  }
});

function isPlainAddress(address: string): boolean {
  // Zod goes on to the next rule where one is broken.
  if (!URL.canParse(address)) return true;
  const { username, password, search, hash } = new URL(address);
  return username + password + search + hash === '';
}

export const environment = z.object({
  /** A PostgreSQL to use; without it one is started in `ACTIONARY_DATA`. */
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgresql://user:password@host/actionary' })
    .optional(),
  /** Folder for everything that is kept; default `.actionary`. */
  ACTIONARY_DATA: z.string().min(1).default('.actionary'),
  /** What this process does; default everything. */
  ACTIONARY_ROLES: z
    .string()
    .default(ROLES.join(','))
    .transform((list) => list.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(ROLES)).min(1)),
  /** Where an admin without a server finds one, e.g. `http://10.0.0.5:4000`. */
  ACTIONARY_API: z.url({ protocol: /^https?$/, error: 'must be an address such as http://10.0.0.5:4000' }).optional(),
  /** `open`: nobody has to sign in, and everybody may do everything; for this machine alone. Default: `accounts`. */
  ACTIONARY_ACCESS: z.enum(['accounts', 'open'], 'must be accounts or open').default('accounts'),
  /** Where browsers reach the product, e.g. `https://actionary.example.com`; default: wherever they ask. */
  ACTIONARY_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://actionary.example.com' })
    .refine(isPlainAddress, 'must be without user, password, ? and #')
    .optional(),
  /** A folder of `*.graphql`: nothing but these operations, and the admin's, is carried out. Default: everything. */
  TRUSTED_DOCUMENTS: z.string().min(1).optional(),
  /** Signs cookies: at least 32 characters, the same for all servers. Default: one that is made in `ACTIONARY_DATA`. */
  ACTIONARY_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters: openssl rand -base64 32')
    .refine((secret) => new Set(secret).size >= 12, 'must be random: openssl rand -base64 32')
    .optional(),
  /** The company's identity provider, by OpenID Connect: the address of its issuer. */
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://login.example.com' })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What people call it; default: its host. */
  OIDC_NAME: z.string().optional(),
  /** Where server and admin listen; default 127.0.0.1. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Default 4000. 0: any free one. */
  PORT: z.coerce.number('must be a number, e.g. 4000').int().min(0).max(65_535).default(4000),
  /** How long it goes on answering when it is stopped, but tells balancers that it is not ready; default 0. */
  ACTIONARY_DRAIN_SECONDS: wholeNumber(0, 600).default(0),
  /** `off`: nobody sees videos, nor pictures of them; default `on`. */
  ACTIONARY_RAW_VIDEO: z.enum(['on', 'off'], 'must be on or off').default('on'),
  /** What libraries may be made of on this machine: these folders, and what is below; with commas between. Default: any. */
  VIDEO_FOLDERS: folders.optional(),
  /** Largest video that is taken by upload; default 50 GiB. */
  UPLOAD_MAX_BYTES: z.coerce
    .number('must be a number, e.g. 50000000000')
    .int()
    .min(1)
    .default(50 * 1024 ** 3),
  /** Videos that a worker decodes and encodes at the same time; default 1. */
  WORKER_VIDEOS: wholeNumber(1, 64).default(1),
  /** Threads that a model takes for one of them; default: as many as there are cores. Decoding takes two more. */
  WORKER_THREADS: wholeNumber(1, 1024).optional(),
  /** How far a worker stands back behind other programs, 0 … 19; default 0: not at all. */
  WORKER_NICE: wholeNumber(0, 19).default(0),
  /** Frames of a long video that one worker encodes before others have their turn; default 1200. */
  ACTIONARY_SPAN_FRAMES: z.coerce.number().int().min(1).optional(),
  /** How often folders of watched libraries are looked through; default: 2 on network shares, else 60. */
  WATCH_POLL_SECONDS: z.coerce.number('must be a number, e.g. 5').min(0.5).optional(),
  /** What libraries may be made of in a storage that speaks S3: `s3://bucket/prefix`, with commas between; default nothing. */
  S3_BUCKETS: bucketAddresses.optional(),
  /** Where that storage answers; default Amazon's, in the region. */
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://minio.plant:9000' })
    .refine(isPlainAddress, 'must be without user, password, ? and #')
    .optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** What copies of its objects may take in the data folder; default 20 GiB. */
  S3_CACHE_BYTES: z.coerce
    .number('must be a number, e.g. 20000000000')
    .int()
    .min(1)
    .default(20 * 1024 ** 3),
  /** Networks of proxies whose word counts on who asks (`x-forwarded-for`), with commas between; default none. */
  TRUSTED_PROXIES: networks.optional(),
  /** Private networks that webhooks may be sent to: `10.20.0.0/16`, with commas between; default none. */
  WEBHOOK_NETWORKS: networks.optional(),
  /** Days that changes are kept for those who follow them; default 30. Deliveries are tried again for three. */
  CHANGE_DAYS: wholeNumber(4, 3650).default(30),
  /** `on`: who plays a video or sees pictures of one is written down, too; default `off`. */
  AUDIT_VIDEO_READS: z.enum(['on', 'off'], 'must be on or off').default('off'),
  /** Days that what was done is kept; default 365. */
  AUDIT_DAYS: wholeNumber(30, 36_500).default(365),
  /** A collector of traces that speaks OTLP over HTTP, e.g. `http://collector:4318`; default: nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as http://collector:4318' })
    .refine(isPlainAddress, 'must be without user, password, ? and #')
    .optional(),
  /** What it wants to be told with each request: `authorization=Bearer%20…`, with commas between. */
  OTEL_EXPORTER_OTLP_HEADERS: namedValues.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.literal('http/json', 'must be http/json: nothing else is spoken').optional(),
  OTEL_SERVICE_NAME: z.string().default('actionary'),
  /** Whose traces are noted, of those that callers have not decided about; default all. */
  OTEL_TRACES_SAMPLER: z
    .enum(
      ['parentbased_always_on', 'parentbased_traceidratio'],
      'must be parentbased_always_on or parentbased_traceidratio',
    )
    .default('parentbased_always_on'),
  /** The share of them, 0 … 1; default 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number('must be a number, 0 … 1').min(0).max(1).default(1),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
});

export type Settings = z.infer<typeof environment>;
/** Read where they are needed: folder and mirror of encoders, how videos are decoded, and what `--live` may open. */
const READ_ELSEWHERE = ['ACTIONARY_MODELS', 'ACTIONARY_MODEL_MIRROR', 'ACTIONARY_DECODER', 'ACTIONARY_LIVE_PROTOCOLS'];
/** All settings that are known. */
export const SETTING_NAMES: readonly string[] = [...Object.keys(environment.shape), ...READ_ELSEWHERE];
