/** @type {import('jest').Config} */
export default {
  testEnvironment: './test/environment.cjs',
  testMatch: ['<rootDir>/inference/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  reporters: ['default', './test/count-reporter.cjs'],
  testTimeout: 60_000,
};
