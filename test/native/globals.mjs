// What test files import from `@jest/globals`. Modules that they share stay from one file to the next, circus begins anew with
// each: what is called is the one of now.
const now = () => globalThis[Symbol.for('actionary.test-globals')];
const ofNow = (name) =>
  new Proxy(() => {}, {
    apply: (_, self, given) => now()[name](...given),
    get: (_, key) => now()[name][key],
  });

export const [afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test] = [
  'afterAll',
  'afterEach',
  'beforeAll',
  'beforeEach',
  'describe',
  'expect',
  'it',
  'test',
].map(ofNow);
