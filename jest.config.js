import os from 'node:os';

const shared = {
  runtime: '<rootDir>/test/native/runtime.cjs',
  testEnvironment: '<rootDir>/test/native/environment.cjs',
  transform: {},
  injectGlobals: false,
};

/** One server for all, however many projects need it. */
const withDatabase = {
  // Products, browsers and a database at work on a busy machine: one failure of many thousand tests may be the machine's.
  testEnvironmentOptions: { retryCount: process.env.CI ? 1 : 0 },
  globalSetup: '<rootDir>/test/start-database.ts',
  globalTeardown: '<rootDir>/test/stop-database.ts',
};

/** @type {import('jest').Config} */
export default {
  reporters: ['default', './test/count-reporter.cjs'],
  // Ends what hangs; never what is slow on a slow machine.
  testTimeout: 300_000,
  // Much of the time goes by in other processes: two at least, where Jest's own choice would be one.
  maxWorkers: Math.max(2, os.availableParallelism() - 1),
  // Modules of one file after another stay in a worker: before there are too many, another one takes its place.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    {
      ...shared,
      displayName: 'inference',
      testMatch: [
        '<rootDir>/inference/**/*.test.ts',
        '<rootDir>/test/bench/**/*.test.ts',
        '<rootDir>/test/contract/**/*.test.ts',
        '<rootDir>/test/docs/references.test.ts',
        '<rootDir>/test/faults/**/*.test.ts',
        '<rootDir>/test/recognition/**/*.test.ts',
        '<rootDir>/test/report/**/*.test.ts',
        '<rootDir>/test/scale/**/*.test.ts',
      ],
    },
    { ...shared, displayName: 'admin', testMatch: ['<rootDir>/apps/admin/**/*.test.ts'] },
    {
      ...shared,
      ...withDatabase,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
    },
    {
      ...shared,
      ...withDatabase,
      displayName: 'database',
      testMatch: [
        '<rootDir>/prisma/**/*.test.ts',
        '<rootDir>/apps/server/**/*.test.ts',
        '<rootDir>/test/abuse/**/*.test.ts',
        '<rootDir>/test/crash/**/*.test.ts',
        '<rootDir>/test/docs/documents.test.ts',
      ],
    },
  ],
};
