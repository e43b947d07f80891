import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

describe('readConfig', () => {
  test('bounds what a worker takes', () => {
    expect(readConfig({})).toMatchObject({ workerVideos: 1, workerThreads: null, workerNice: 0 });
    const given = { ACTIONARY_ROLES: 'worker', WORKER_VIDEOS: '2', WORKER_THREADS: '4', WORKER_NICE: '10' };
    expect(readConfig(given)).toMatchObject({ workerVideos: 2, workerThreads: 4, workerNice: 10 });
  });

  test.each([
    ['WORKER_VIDEOS', '0', 'must be a whole number, 1 … 64'],
    ['WORKER_VIDEOS', 'many', 'must be a whole number, 1 … 64'],
    ['WORKER_THREADS', '1.5', 'must be a whole number, 1 … 1024'],
    ['WORKER_NICE', '20', 'must be a whole number, 0 … 19'],
    ['WORKER_NICE', '5', 'a worker in a process of its own'],
  ])('refuses %s=%s', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });
});
