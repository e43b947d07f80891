import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody the company knows. */
interface Person {
  readonly sub: string;
  readonly email: string;
  readonly name?: string;
  readonly email_verified: boolean;
}

export interface OidcIssuer {
  readonly url: string;
  /** Who is signed in there, from now on. */
  be(person: Person): void;
  close(): Promise<void>;
}

export const OIDC_CLIENT = { clientId: 'actionary', clientSecret: 'known to both' };

/** A company's identity provider: OpenID Connect with code and PKCE, tokens signed with RS256, everybody signed in already. */
export async function startOidcIssuer(): Promise<OidcIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, { readonly person: Person; readonly nonce: string | null }>();
  let person: Person | null = null;
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, url());
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/.well-known/openid-configuration') return json(200, configuration(url()));
    if (pathname === '/jwks')
      return json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] });
    if (pathname === '/authorize' && person) {
      const code = randomUUID();
      codes.set(code, { person, nonce: searchParams.get('nonce') });
      const back = new URL(searchParams.get('redirect_uri')!);
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state')!);
      return response.writeHead(302, { location: back.href }).end();
    }
    if (pathname !== '/token') return json(404, {});
    const form = new URLSearchParams(await textOf(request));
    const known = codes.get(form.get('code')!);
    if (!known || !form.get('code_verifier')) return json(400, { error: 'invalid_grant' });
    const nowSeconds = Math.floor(Date.now() / 1000);
    const claims = { iss: url(), aud: OIDC_CLIENT.clientId, iat: nowSeconds, exp: nowSeconds + 300, ...known.person };
    const idToken = sign({ ...claims, ...(known.nonce && { nonce: known.nonce }) });
    return json(200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: idToken });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (claims: object) => {
    const [head, body] = [{ alg: 'RS256', kid: 'k' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    return `${head}.${body}.${createSign('RSA-SHA256').update(`${head}.${body}`).sign(privateKey, 'base64url')}`;
  };
  return {
    url: url(),
    be: (somebody) => void (person = somebody),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function configuration(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
