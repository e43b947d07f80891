import { gaussianArray } from './random.ts';
import type { Random } from './random.ts';
import { sizeOf } from './tape.ts';
import type { Parameter, Shape, Tape, Value } from './tape.ts';

/** How a parameter starts: a constant, or normally distributed with a standard deviation. */
export type Initial = { readonly constant: number } | { readonly deviation: number };

/** Parameters by name, shared by the graphs that train, evaluate and export a model. */
export class ParameterStore {
  readonly parameters = new Map<string, Parameter>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The parameter of that name, made on first use. */
  get(name: string, shape: Shape, initial: Initial): Parameter {
    const known = this.parameters.get(name);
    if (known !== undefined) return known;
    const data =
      'constant' in initial
        ? new Float32Array(sizeOf(shape)).fill(initial.constant)
        : gaussianArray(this.#random, sizeOf(shape), initial.deviation);
    const parameter = { name, shape, data };
    this.parameters.set(name, parameter);
    return parameter;
  }
}

/** A tape and a store under a name prefix: what a layer needs to make its parameters. */
export class Scope {
  readonly tape: Tape;
  readonly #store: ParameterStore;
  readonly #prefix: string;

  constructor(tape: Tape, store: ParameterStore, prefix = '') {
    this.tape = tape;
    this.#store = store;
    this.#prefix = prefix;
  }

  within(name: string): Scope {
    return new Scope(this.tape, this.#store, `${this.#prefix}${name}.`);
  }

  parameter(name: string, shape: Shape, initial: Initial): Value {
    return this.tape.parameter(this.#store.get(this.#prefix + name, shape, initial));
  }

  weight(name: string, rows: number, columns: number, gain = 1): Value {
    return this.parameter(name, [rows, columns], { deviation: gain / Math.sqrt(rows) });
  }
}
