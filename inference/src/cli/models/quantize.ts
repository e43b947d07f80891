import { findInstalled } from '../../models/installed.ts';
import { quantizeEncoder } from '../../models/quantize-encoder.ts';
import type { QuantizedEncoder } from '../../models/quantize-encoder.ts';
import { formatSize, parseCommand } from '../command-io.ts';
import type { CommandIo } from '../command-io.ts';

/** `models quantize ID`: an 8-bit copy with its measured cosine to the original. */
export async function quantizeCommand(argv: string[], io: CommandIo): Promise<number> {
  const options = { id: { type: 'string' }, 'reduced-range': { type: 'boolean' } } as const;
  const { values, argument, folder, isJson } = parseCommand(argv, options, 'encoder id');
  const made = await quantizeEncoder(await findInstalled(argument, folder), {
    folder,
    isReducedRange: values['reduced-range'] ?? false,
    id: values.id,
    signal: io.signal,
  });
  io.stdout.write(isJson ? `${JSON.stringify(made.entry.quantization, null, 2)}\n` : report(made));
  return 0;
}

function report({ entry, folder, image, text }: QuantizedEncoder): string {
  const measured = entry.quantization!;
  const line = (name: 'image' | 'text', tower: typeof image): string => {
    const { meanCosine, minCosine, count } = measured[name];
    const cosine = `cosine to ${measured.from} ${meanCosine.toFixed(4)} (lowest ${minCosine.toFixed(4)} of ${count})`;
    return `  ${name}: ${tower.matMulCount} products in 8 bits, ${formatSize(tower.sizeBytes)}, ${cosine}\n`;
  };
  return `${entry.id} is installed in ${folder}\n${line('image', image)}${line('text', text)}`;
}
