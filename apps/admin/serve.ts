/** The admin as a part of a server: pages, scripts and styles, from the build that `npm start` makes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Admin {
  /** Answers every address that nothing before it has answered. */
  readonly handle: Handle;
  close(): Promise<void>;
}

/** The part of Next that is needed here; its own types would change those of `process.env` for the whole server. */
type CreateNext = (options: { readonly dev: boolean; readonly dir: string; readonly quiet: boolean }) => {
  prepare(): Promise<void>;
  getRequestHandler(): Handle;
  close(): Promise<void>;
};

/**
 * Makes the admin ready to answer.
 * @param options.isDevelopment pages are compiled when they are asked for; default: those of the build are used
 * @throws {Error} where there is no build
 */
export async function openAdmin({ isDevelopment = false } = {}): Promise<Admin> {
  // Next and React choose their own parts by it.
  Object.assign(process.env, { NODE_ENV: isDevelopment ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
  // next-intl looks for its configuration from here, where it compiles.
  if (isDevelopment) process.chdir(import.meta.dirname);
  const createNext = createRequire(import.meta.url)('next') as CreateNext;
  const next = createNext({ dev: isDevelopment, dir: import.meta.dirname, quiet: true });
  await next.prepare();
  const answer = next.getRequestHandler();
  return { handle: (request, response) => answer(request, response), close: () => next.close() };
}
