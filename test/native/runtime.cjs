const { registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');

const GLOBALS = pathToFileURL(require.resolve('./globals.mjs')).href;
/** Where circus keeps whom it tells of tests. */
const HANDLERS = Symbol.for('EVENT_HANDLERS');

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true };
    // The admin names files of Next as bundlers find them, without their ending.
    return next(specifier.startsWith('next/') ? `${specifier}.js` : specifier, context);
  },
});
let fileCount = 0;

/**
 * Runs test files as Node runs the product, in place of Jest's own modules in a `vm` context: types are stripped, not compiled,
 * native addons meet the typed arrays that they know, and what files import is loaded once by each worker.
 */
module.exports = class NativeRuntime {
  setGlobalsForRuntime(globals) {
    globalThis[Symbol.for('actionary.test-globals')] = globals;
  }

  /** Circus, which knows the tests of one file. */
  requireInternalModule(file) {
    delete require.cache[require.resolve(file)];
    delete globalThis[HANDLERS];
    return require(file);
  }

  requireModule(file) {
    return require(file);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  /** A file that is tested again in the same worker (`--watch`) begins anew. */
  async unstable_importModule(file) {
    return import(`${pathToFileURL(file).href}?${fileCount++}`);
  }

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {}
};
