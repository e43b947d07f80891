import { InferenceSession, env, listSupportedBackends } from 'onnxruntime-node';
import type { OnnxValue, Tensor } from 'onnxruntime-node';
import { ModelError } from '../../model-error.ts';

// Errors arrive as exceptions; onnxruntime would print them as well.
env.logLevel = 'fatal';

/** Execution providers that onnxruntime may have been built with; `cpu` always works. */
export const PROVIDERS = ['cpu', 'cuda', 'coreml', 'dml', 'webgpu'] as const;
export type Provider = (typeof PROVIDERS)[number];

export interface SessionOptions {
  /** Threads of one run. Default: onnxruntime's own choice, one per physical core. */
  readonly threads?: number | undefined;
  /** Default `cpu`. Where it is missing or cannot start, `warn` is told and `cpu` is used. */
  readonly provider?: Provider | undefined;
  readonly warn?: (message: string) => void;
}

/** Threads that wait for the next run by spinning would take the cores from the database and from the decoder. */
const SLEEP_BETWEEN_RUNS = { session: { intra_op: { allow_spinning: '0' } } };

/** Name, element type and axes of a graph's input or output; a string stands for a size known only at run time. */
export interface Port {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** A loaded graph. */
export interface Session {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** The provider in use, after any fallback. */
  readonly provider: Provider;
  /** Runs the graph and computes `outputs` only. The feeds' memory must not change until the promise settles. */
  run(feeds: Readonly<Record<string, Tensor>>, outputs: readonly string[]): Promise<Record<string, OnnxValue>>;
  release(): Promise<void>;
}

/**
 * The one place where graphs are loaded.
 * @param model a file (external data beside it is found by onnxruntime) or the bytes of a model
 * @throws {ModelError} INVALID where onnxruntime cannot load it, NOT_SUPPORTED for a wrong option
 */
export async function openSession(model: string | Uint8Array, options: SessionOptions = {}): Promise<Session> {
  const { threads, provider = 'cpu', warn = () => {} } = options;
  if (threads !== undefined && (!Number.isInteger(threads) || threads < 1))
    throw new ModelError('NOT_SUPPORTED', `invalid thread count: ${threads}; give a whole number from 1`);
  if (!PROVIDERS.includes(provider))
    throw new ModelError('NOT_SUPPORTED', `unknown provider "${provider}"; known: ${PROVIDERS.join(', ')}`);
  if (provider !== 'cpu') {
    const accelerated = await tryProvider(model, provider, threads, warn);
    if (accelerated) return accelerated;
  }
  try {
    return wrap(await create(model, ['cpu'], threads), 'cpu');
  } catch (cause) {
    const name = typeof model === 'string' ? model : 'the model';
    throw new ModelError('INVALID', `${name}: onnxruntime cannot load it (${firstLine(cause)})`, { cause });
  }
}

async function tryProvider(
  model: string | Uint8Array,
  provider: Provider,
  threads: number | undefined,
  warn: (message: string) => void,
): Promise<Session | undefined> {
  if (!listSupportedBackends().some((backend) => backend.name === provider)) {
    warn(`onnxruntime on this machine has no "${provider}" provider; using cpu`);
    return undefined;
  }
  try {
    return wrap(await create(model, [provider, 'cpu'], threads), provider);
  } catch (cause) {
    warn(`provider "${provider}" cannot start (${firstLine(cause)}); using cpu`);
    return undefined;
  }
}

function create(model: string | Uint8Array, executionProviders: string[], threads: number | undefined) {
  const options: InferenceSession.SessionOptions = {
    executionProviders,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: SLEEP_BETWEEN_RUNS,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
  };
  return typeof model === 'string' ? InferenceSession.create(model, options) : InferenceSession.create(model, options);
}

function wrap(session: InferenceSession, provider: Provider): Session {
  return {
    inputs: session.inputMetadata.map(port),
    outputs: session.outputMetadata.map(port),
    provider,
    run: (feeds, outputs) => session.run(feeds, outputs),
    release: () => session.release(),
  };
}

function port(metadata: InferenceSession.ValueMetadata): Port {
  return metadata.isTensor
    ? { name: metadata.name, type: metadata.type, shape: metadata.shape }
    : { name: metadata.name, type: 'sequence', shape: [] };
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0];
}
