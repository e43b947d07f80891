const shared = {
  testEnvironment: '<rootDir>/test/environment.cjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
};

/** @type {import('jest').Config} */
export default {
  reporters: ['default', './test/count-reporter.cjs'],
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'inference',
      testMatch: ['<rootDir>/inference/**/*.test.ts'],
    },
    { ...shared, displayName: 'admin', testMatch: ['<rootDir>/apps/admin/**/*.test.ts'] },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'database',
      testMatch: [
        '<rootDir>/prisma/**/*.test.ts',
        '<rootDir>/apps/server/**/*.test.ts',
        '<rootDir>/test/crash/**/*.test.ts',
      ],
      globalSetup: '<rootDir>/test/start-database.ts',
      globalTeardown: '<rootDir>/test/stop-database.ts',
    },
  ],
};
