import { expect, test } from '@jest/globals';
import { kindOfError, kindOfStatus } from './error-kind.ts';

const failed = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

test.each([
  ['ETIMEDOUT', 'timeout'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EPIPE', 'disconnected'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  ['HPE_INVALID_CONSTANT', 'notHttp'],
  ['EMFILE', 'other'],
])('%s is of the kind %s', (code, kind) => {
  expect(kindOfError(failed(code))).toBe(kind);
});

test('a name that cannot be asked for is one of dns, whatever the code', () => {
  for (const code of ['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'])
    expect(kindOfError(failed(code, 'getaddrinfo'))).toBe('dns');
});

test('what is no error of the network is of another kind', () => {
  expect(kindOfError(new TypeError('Invalid URL'))).toBe('other');
});

test('of an answer, only 2xx is a success', () => {
  expect([200, 204, 299].map(kindOfStatus)).toEqual([null, null, null]);
  expect([300, 308, 400, 410, 500, 101].map(kindOfStatus)).toEqual([
    'redirect',
    'redirect',
    'status',
    'gone',
    'status',
    'status',
  ]);
});
