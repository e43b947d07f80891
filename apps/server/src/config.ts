import type { BlockList } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { parseBucketAddress } from './shared/storage/bucket-address.ts';
import type { OidcSettings } from './shared/access/sign-in.ts';
import { toNetworks } from './shared/http/networks.ts';
import type { BucketSettings } from './shared/videos/open-library-files.ts';

const ROLES = ['server', 'worker', 'admin'] as const;

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

/** Networks by their addresses, with commas between. */
const networks = z.string().transform((list, context) => {
  try {
    return toNetworks(list.split(',').map((each) => each.trim()));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be networks such as 10.0.0.0/8, with commas between' });
    return z.NEVER;
  }
});

function isPlainAddress(address: string): boolean {
  // Zod goes on to the next rule where one is broken.
  if (!URL.canParse(address)) return true;
  const { username, password, search, hash } = new URL(address);
  return username + password + search + hash === '';
}

const environment = z.object({
  /** A PostgreSQL to use; without it one is started in `ACTIONARY_DATA`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Folder for everything that is kept; default `.actionary`. */
  ACTIONARY_DATA: z.string().min(1).default('.actionary'),
  /** What this process does; default everything. */
  ACTIONARY_ROLES: z
    .string()
    .default(ROLES.join(','))
    .transform((list) => list.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(ROLES)).min(1)),
  /** Where an admin without a server finds one, e.g. `http://10.0.0.5:4000`. */
  ACTIONARY_API: z.url({ protocol: /^https?$/ }).optional(),
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
  /** `off`: nobody sees videos, nor pictures of them; default `on`. */
  ACTIONARY_RAW_VIDEO: z.enum(['on', 'off'], 'must be on or off').default('on'),
  /** Largest video that is taken by upload; default 50 GiB. */
  UPLOAD_MAX_BYTES: z.coerce
    .number()
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
  /** `on`: who plays a video is written down, too; default `off`. */
  AUDIT_VIDEO_READS: z.enum(['on', 'off'], 'must be on or off').default('off'),
  /** Days that what was done is kept; default 365. */
  AUDIT_DAYS: wholeNumber(30, 36_500).default(365),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
});

export interface Config {
  readonly databaseUrl: string | null;
  /** Absolute. */
  readonly dataFolder: string;
  readonly roles: readonly (typeof ROLES)[number][];
  /** Null unless this process is an admin without a server. */
  readonly apiUrl: string | null;
  /** Nobody has to sign in. */
  readonly isOpen: boolean;
  readonly publicUrl: string | null;
  /** Null: everything may be asked. */
  readonly trustedDocumentsFolder: string | null;
  /** Null: one of the data folder's. */
  readonly secret: string | null;
  readonly oidc: OidcSettings | null;
  readonly host: string;
  readonly port: number;
  readonly isRawVideoOpen: boolean;
  readonly uploadMaxBytes: number;
  readonly workerVideos: number;
  /** Null: onnxruntime's own choice. */
  readonly workerThreads: number | null;
  readonly workerNice: number;
  readonly spanFrames: number | undefined;
  /** Absent: as the folder's file system makes it necessary. */
  readonly watchPollMs: number | undefined;
  /** Null: videos lie in folders only. */
  readonly buckets: BucketSettings | null;
  /** Networks of proxies that tell whom they ask for. */
  readonly trustedProxies: BlockList | undefined;
  /** Private networks that webhooks may be sent to. */
  readonly webhookNetworks: BlockList | undefined;
  readonly changeDays: number;
  /** Whether it is written down who plays a video. */
  readonly notesVideoReads: boolean;
  readonly auditDays: number;
  readonly logLevel: string;
  readonly isProduction: boolean;
}

/** Settings that cannot be used; the message lists all of them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws {ConfigError} */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`);
    throw new ConfigError(`these settings cannot be used: ${mistakes.join('; ')}`);
  }
  const { data } = parsed;
  const isAdminAlone = data.ACTIONARY_ROLES.includes('admin') && !data.ACTIONARY_ROLES.includes('server');
  if (isAdminAlone && !data.ACTIONARY_API) {
    throw new ConfigError('the role admin without server needs ACTIONARY_API, the address of a server');
  }
  const isWorkerAlone = data.ACTIONARY_ROLES.every((role) => role === 'worker');
  if (data.WORKER_NICE > 0 && !isWorkerAlone) {
    throw new ConfigError('WORKER_NICE is for a worker in a process of its own: ACTIONARY_ROLES=worker');
  }
  refuseUnsafe(data);
  const buckets = bucketSettings(data);
  return {
    databaseUrl: data.DATABASE_URL ?? null,
    dataFolder: path.resolve(data.ACTIONARY_DATA),
    roles: data.ACTIONARY_ROLES,
    apiUrl: isAdminAlone ? (data.ACTIONARY_API ?? null) : null,
    isOpen: data.ACTIONARY_ACCESS === 'open',
    publicUrl: data.ACTIONARY_URL ?? null,
    trustedDocumentsFolder: data.TRUSTED_DOCUMENTS ?? null,
    secret: data.ACTIONARY_SECRET ?? null,
    oidc: oidcSettings(data),
    host: data.HOST,
    port: data.PORT,
    isRawVideoOpen: data.ACTIONARY_RAW_VIDEO === 'on',
    uploadMaxBytes: data.UPLOAD_MAX_BYTES,
    workerVideos: data.WORKER_VIDEOS,
    workerThreads: data.WORKER_THREADS ?? null,
    workerNice: data.WORKER_NICE,
    spanFrames: data.ACTIONARY_SPAN_FRAMES,
    watchPollMs: data.WATCH_POLL_SECONDS === undefined ? undefined : 1000 * data.WATCH_POLL_SECONDS,
    buckets,
    trustedProxies: data.TRUSTED_PROXIES,
    webhookNetworks: data.WEBHOOK_NETWORKS,
    changeDays: data.CHANGE_DAYS,
    notesVideoReads: data.AUDIT_VIDEO_READS === 'on',
    auditDays: data.AUDIT_DAYS,
    logLevel: data.LOG_LEVEL,
    isProduction: data.NODE_ENV === 'production',
  };
}

/** @throws {ConfigError} */
function bucketSettings(data: z.infer<typeof environment>): BucketSettings | null {
  const { S3_BUCKETS: allowed, S3_REGION: region, S3_ENDPOINT: given } = data;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = data;
  if (!allowed) {
    if (!given && !accessKeyId && !secretAccessKey) return null;
    throw new ConfigError('S3_BUCKETS is needed with S3_ENDPOINT and keys: what may be read, e.g. s3://bucket/prefix');
  }
  if (!accessKeyId || !secretAccessKey)
    throw new ConfigError('S3_BUCKETS needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY');
  const endpoint = (given ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, '');
  return { allowed, endpoint, region, accessKeyId, secretAccessKey, cacheBytes: data.S3_CACHE_BYTES };
}

/** What is convenient on one's own machine is a hole in a plant. @throws {ConfigError} */
function refuseUnsafe({ ACTIONARY_ACCESS: access, HOST: host, ...data }: z.infer<typeof environment>): void {
  const isProduction = data.NODE_ENV === 'production';
  if (access === 'open' && (isProduction || !LOOPBACK.has(host))) {
    throw new ConfigError('ACTIONARY_ACCESS=open is for this machine alone: not in production, nor with another HOST');
  }
  if (isProduction && data.ACTIONARY_ROLES.includes('server') && !data.ACTIONARY_SECRET) {
    throw new ConfigError(
      'ACTIONARY_SECRET is needed in production, the same for all servers: openssl rand -base64 32',
    );
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** @throws {ConfigError} */
function oidcSettings(data: z.infer<typeof environment>): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = data;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret)
    throw new ConfigError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together');
  if (!data.ACTIONARY_URL)
    throw new ConfigError('OIDC_ISSUER needs ACTIONARY_URL: where the provider sends people back to');
  return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).host };
}
