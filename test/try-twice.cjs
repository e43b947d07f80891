/* global jest */
// Products, browsers and a database at work on a busy machine: one failure of many thousand tests may be the machine's. What
// fails is told, tried once more, and counted at the end of the run.
if (process.env.CI) jest.retryTimes(1, { logErrorsBeforeRetry: true });
