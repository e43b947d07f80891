/**
 * The process itself. Tests are tried again where `testEnvironmentOptions` say how often (`retryCount`): the first failure is told.
 */
module.exports = class NativeEnvironment {
  global = globalThis;
  #before = { console: globalThis.console, exit: process.exit };

  constructor({ projectConfig }) {
    globalThis[Symbol.for('RETRY_TIMES')] = projectConfig.testEnvironmentOptions.retryCount ?? 0;
    globalThis[Symbol.for('LOG_ERRORS_BEFORE_RETRY')] = true;
  }

  async setup() {}

  async teardown() {
    globalThis.console = this.#before.console;
    process.exit = this.#before.exit;
  }

  getVmContext() {
    return null;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }
};
