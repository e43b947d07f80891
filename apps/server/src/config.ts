import type { BlockList } from 'node:net';
import path from 'node:path';
import type { z } from 'zod';
import { brokenRules } from './config-rules.ts';
import type { GivenSettings } from './config-rules.ts';
import { environment, SETTING_NAMES } from './settings.ts';
import type { ROLES, Settings } from './settings.ts';
import type { OidcSettings } from './shared/access/sign-in.ts';
import type { OtlpSettings } from './shared/tracing/otlp.ts';
import type { BucketSettings } from './shared/videos/open-library-files.ts';
import { unknownSettings } from './unknown-settings.ts';

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
  readonly drainMs: number;
  readonly isRawVideoOpen: boolean;
  /** Null: libraries may be made of any. */
  readonly videoFolders: readonly string[] | null;
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
  /** Null: nothing is traced. */
  readonly tracing: OtlpSettings | null;
  /** Whether it is written down who plays a video. */
  readonly notesVideoReads: boolean;
  readonly auditDays: number;
  readonly logLevel: string;
  readonly isProduction: boolean;
  /** What is odd about the settings, a line each. */
  readonly warnings: readonly string[];
}

/** Settings that cannot be used; the message lists all of them, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws {ConfigError} */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const { given, data, mistakes } = readSettings(env);
  const { misspelt, doubtful } = unknownSettings(Object.keys(given), SETTING_NAMES);
  mistakes.push(...misspelt, ...brokenRules(given, data));
  if (mistakes.length > 0) throw new ConfigError(['these settings cannot be used:', ...mistakes].join('\n- '));
  return toConfig(data as Settings, doubtful);
}

function readSettings(env: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')) as GivenSettings;
  const data: Record<string, unknown> = {};
  const mistakes: string[] = [];
  // One by one: rules between settings apply to those that can be read, beside others that cannot.
  for (const [name, type] of Object.entries(environment.shape)) {
    const read = (type as z.ZodType).safeParse(given[name]);
    if (read.success) data[name] = read.data;
    else mistakes.push(`${name}: ${read.error.issues.map(({ message }) => message).join(', ')}`);
  }
  return { given, data: data as Partial<Settings>, mistakes };
}

function toConfig(data: Settings, warnings: readonly string[]): Config {
  const isAdminAlone = data.ACTIONARY_ROLES.includes('admin') && !data.ACTIONARY_ROLES.includes('server');
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
    drainMs: 1000 * data.ACTIONARY_DRAIN_SECONDS,
    isRawVideoOpen: data.ACTIONARY_RAW_VIDEO === 'on',
    videoFolders: data.VIDEO_FOLDERS ?? null,
    uploadMaxBytes: data.UPLOAD_MAX_BYTES,
    workerVideos: data.WORKER_VIDEOS,
    workerThreads: data.WORKER_THREADS ?? null,
    workerNice: data.WORKER_NICE,
    spanFrames: data.ACTIONARY_SPAN_FRAMES,
    watchPollMs: data.WATCH_POLL_SECONDS === undefined ? undefined : 1000 * data.WATCH_POLL_SECONDS,
    buckets: bucketSettings(data),
    trustedProxies: data.TRUSTED_PROXIES,
    webhookNetworks: data.WEBHOOK_NETWORKS,
    changeDays: data.CHANGE_DAYS,
    tracing: otlpSettings(data),
    notesVideoReads: data.AUDIT_VIDEO_READS === 'on',
    auditDays: data.AUDIT_DAYS,
    logLevel: data.LOG_LEVEL,
    isProduction: data.NODE_ENV === 'production',
    warnings,
  };
}

function bucketSettings(data: Settings): BucketSettings | null {
  const { S3_BUCKETS: allowed, S3_REGION: region, S3_ENDPOINT: given } = data;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = data;
  if (!allowed || !accessKeyId || !secretAccessKey) return null;
  const endpoint = (given ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, '');
  return { allowed, endpoint, region, accessKeyId, secretAccessKey, cacheBytes: data.S3_CACHE_BYTES };
}

function oidcSettings(data: Settings): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = data;
  if (!issuer || !clientId || !clientSecret) return null;
  return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).host };
}

function otlpSettings(data: Settings): OtlpSettings | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = {} } = data;
  if (!endpoint) return null;
  const ratio = data.OTEL_TRACES_SAMPLER === 'parentbased_traceidratio' ? data.OTEL_TRACES_SAMPLER_ARG : 1;
  return { endpoint, headers, serviceName: data.OTEL_SERVICE_NAME, ratio };
}
