import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { modelsFolder } from './models-folder.ts';

describe('modelsFolder', () => {
  test.each([
    [{ ACTIONARY_MODELS: '/srv/models', XDG_CACHE_HOME: '/cache' }, path.resolve('/srv/models')],
    [{ XDG_CACHE_HOME: '/cache' }, path.join('/cache', 'actionary', 'models')],
    [{}, path.join(os.homedir(), '.cache', 'actionary', 'models')],
  ])('of %j is %s', (env, folder) => {
    expect(modelsFolder(env)).toBe(folder);
  });
});
