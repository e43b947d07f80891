const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

const SHARED = [
  'ArrayBuffer',
  'SharedArrayBuffer',
  'DataView',
  'Float32Array',
  'Float64Array',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'BigInt64Array',
  'BigUint64Array',
];
/** What arithmetic looks up in its innermost loops. */
const HOT = ['Math', 'Number', 'Object', 'Array', 'String', 'Map', 'Set', 'Buffer', ...SHARED];

/**
 * Native addons create and check typed arrays of the outer realm, so the tests share those constructors.
 *
 * Each look at a global of a `vm` context is a call (~150 ns, which made arithmetic in tests up to a hundred times slower than
 * outside); names declared in a script are found before it is asked.
 */
module.exports = class ArithmeticEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    for (const name of SHARED) this.global[name] = globalThis[name];
    vm.runInContext(`const { ${HOT.join(', ')} } = globalThis;`, this.getVmContext());
  }
};
