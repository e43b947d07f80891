import { Scope } from '../training/parameters.ts';
import type { ParameterStore } from '../training/parameters.ts';
import { Tape } from '../training/tape.ts';
import { student } from './residual.ts';
import type { AdapterForm } from './residual.ts';

/** What the model says about itself beside its graph. */
export const ADAPTER_METADATA = { kind: 'actionary.adapter.kind', frameReach: 'actionary.adapter.frameReach' } as const;
export const ADAPTER_INPUT = 'embeddings';
export const ADAPTER_OUTPUT = 'adapted';

/**
 * The adapter as ONNX: `embeddings [n, dims] → adapted [n, dims]`, unit rows to unit rows. Rows are the frames of one video
 * in order of time; only a `temporal` adapter minds.
 *
 * @param strength multiplies the residual; default 1
 */
export function exportAdapter(
  store: ParameterStore,
  scopeName: string,
  form: AdapterForm,
  dims: number,
  strength = 1,
): Uint8Array {
  const tape = new Tape({ isFrozen: true });
  const rows = tape.input(ADAPTER_INPUT, [1, dims], 'float32', ['n', dims]);
  const scope = new Scope(tape, store).within(scopeName);
  const adapted = tape.reshape(student(scope, tape.reshape(rows, [1, -1, dims]), form, strength), [-1, dims]);
  tape.builder.outputValue(adapted.name, ADAPTER_OUTPUT, ['n', dims]);
  tape.builder.metadata(ADAPTER_METADATA.kind, form.kind);
  tape.builder.metadata(ADAPTER_METADATA.frameReach, String(form.kind === 'temporal' ? form.frameReach : 0));
  return tape.builder.build();
}
