import type { Settings } from './settings.ts';

/** Values as they are in the environment, but empty ones. */
export type GivenSettings = Readonly<Record<string, string>>;

/** What has to be true of several settings together; null where it is. */
type Rule = (given: GivenSettings, data: Partial<Settings>) => string | null;

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Rules between settings that are broken, a line each.
 * @param data as far as it can be read
 */
export function brokenRules(given: GivenSettings, data: Partial<Settings>): string[] {
  return RULES.map((rule) => rule(given, data)).filter((mistake) => mistake !== null);
}

const adminAlone: Rule = (given, { ACTIONARY_ROLES: roles }) =>
  roles?.includes('admin') && !roles.includes('server') && !given['ACTIONARY_API']
    ? 'ACTIONARY_API: is needed by the role admin without server: the address of a server, e.g. http://10.0.0.5:4000'
    : null;

const niceAlone: Rule = (_, { ACTIONARY_ROLES: roles, WORKER_NICE: nice = 0 }) =>
  nice > 0 && roles && !roles.every((role) => role === 'worker')
    ? 'WORKER_NICE: is for a worker in a process of its own: ACTIONARY_ROLES=worker'
    : null;

// What is convenient on one's own machine is a hole in a plant.
const openAtHome: Rule = (_, { ACTIONARY_ACCESS: access, NODE_ENV: mode, HOST: host = '' }) =>
  access === 'open' && (mode === 'production' || !LOOPBACK.has(host))
    ? 'ACTIONARY_ACCESS: open is for this machine alone: not in production, nor with another HOST; leave it out'
    : null;

const ownSecret: Rule = (given, { NODE_ENV: mode, ACTIONARY_ROLES: roles }) =>
  mode === 'production' && roles?.includes('server') && !given['ACTIONARY_SECRET']
    ? 'ACTIONARY_SECRET: is needed in production, the same for all servers: openssl rand -base64 32'
    : null;

const bucketsNamed: Rule = ({ S3_BUCKETS: buckets, ...given }) =>
  !buckets && ['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'].some((name) => given[name])
    ? 'S3_BUCKETS: is needed with S3_ENDPOINT and keys: what may be read, e.g. s3://bucket/prefix'
    : null;

const bucketsOpen: Rule = ({ S3_BUCKETS: buckets, ...given }) => {
  const missing = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'].filter((name) => !given[name]);
  return buckets && missing.length > 0 ? `S3_BUCKETS: needs ${missing.join(' and ')}: a key that may read them` : null;
};

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
const oidcWhole: Rule = (given) => {
  const missing = OIDC.filter((name) => !given[name]);
  const isSome = missing.length > 0 && missing.length < OIDC.length;
  return isSome
    ? `${missing.join(', ')}: belong together with the other OIDC_… settings; set all of them or none`
    : null;
};

const oidcReturns: Rule = (given) =>
  OIDC.every((name) => given[name]) && !given['ACTIONARY_URL']
    ? 'ACTIONARY_URL: is needed with OIDC_ISSUER: where the provider sends people back to'
    : null;

const RULES = [adminAlone, niceAlone, openAtHome, ownSecret, bucketsNamed, bucketsOpen, oidcWhole, oidcReturns];
