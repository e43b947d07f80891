import type { CommandIo } from './command-io.ts';
import { explain } from './explain.ts';
import { UsageError } from './usage-error.ts';
import { importCommand } from './models/import.ts';
import { listCommand } from './models/list.ts';
import { pullCommand } from './models/pull.ts';
import { quantizeCommand } from './models/quantize.ts';
import { verifyCommand } from './models/verify.ts';

const HELP = `Usage: actionary models <command>

  list                      encoders that can be fetched or are installed
  pull ID                   fetch an encoder: resumed where it stopped, checked, complete or not at all
      --from FOLDER|URL     take the files from here instead (also: ACTIONARY_MODEL_MIRROR)
  verify ID                 check the files and run both towers once
      --acceptance FOLDER   compare with known probabilities of CLIP ViT-B/32
  import FOLDER             install an exported encoder: ONNX files, tokenizer.json, encoder.json
      --id ID               under this id instead of the one in encoder.json
  quantize ID               make an 8-bit copy and measure how near it is
      --id NEW              default: ID-int8
      --reduced-range       7 bits, for processors without VNNI

Options for all: --models FOLDER (default: ACTIONARY_MODELS, else the user's cache folder), --json, --help
`;

type Command = (argv: string[], io: CommandIo) => Promise<number>;
const COMMANDS: Readonly<Record<string, Command>> = {
  list: listCommand,
  pull: pullCommand,
  verify: verifyCommand,
  import: importCommand,
  quantize: quantizeCommand,
};

/**
 * `actionary models …`
 * @param argv what follows `models`
 * @returns exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped
 */
export async function runModels(argv: string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || argv.includes('--help') || argv.includes('-h')) {
    io.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(`unknown command "models ${name}"; known: ${Object.keys(COMMANDS).join(', ')}`);
    return await command(rest, io);
  } catch (error) {
    return explain(error, 'models', io);
  }
}
