import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where fetched and imported encoders live: `ACTIONARY_MODELS`, else `actionary/models` in the user's cache folder. */
export function modelsFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['ACTIONARY_MODELS']) return path.resolve(env['ACTIONARY_MODELS']);
  const cache = env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  return path.join(cache, 'actionary', 'models');
}

/** Where the encoders that come with the product live. */
export const BUNDLED_FOLDER = fileURLToPath(new URL('../../models', import.meta.url));
