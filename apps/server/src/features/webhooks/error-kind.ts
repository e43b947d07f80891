/** Why sending has failed, by what Node says of it. */
import type { DeliveryErrorKind } from '@actionary/database';
import { NetworkError } from './network-guard.ts';

const GONE = 410;

const BY_CODE: Readonly<Record<string, DeliveryErrorKind>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ECONNRESET: 'disconnected',
  ECONNABORTED: 'disconnected',
  EPIPE: 'disconnected',
  // OpenSSL's way to say that the other side speaks another protocol, or refuses this one.
  EPROTO: 'tls',
};

/** What Node's codes of certificates that it does not trust, and of TLS itself, begin with, or have in them. */
const OF_TLS = /^ERR_(TLS|SSL)_|^UNABLE_TO_|^HOSTNAME_MISMATCH|CERT/;

/** Of what was thrown instead of an answer. */
export function kindOfError(error: unknown): DeliveryErrorKind {
  if (error instanceof NetworkError) return 'privateNetwork';
  if (isTimeout(error)) return 'timeout';
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'getaddrinfo') return 'dns';
  if (code.startsWith('HPE_')) return 'notHttp';
  return BY_CODE[code] ?? (OF_TLS.test(code) ? 'tls' : 'other');
}

/** The time for an answer was over. */
export function isTimeout(error: unknown): boolean {
  const { name, cause } = error as Error;
  return name === 'AbortError' && (cause as Error | undefined)?.name === 'TimeoutError';
}

/** Of an answer's HTTP status; null: it is a success. */
export function kindOfStatus(status: number): DeliveryErrorKind | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'redirect';
  return status === GONE ? 'gone' : 'status';
}
