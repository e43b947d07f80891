import { runBundle } from './bundle.ts';
import { runEmbed } from './embed.ts';
import { runEvaluate } from './evaluate.ts';
import { runImportEmbeddings } from './import-embeddings.ts';
import { runModels } from './models.ts';
import type { CommandIo } from './command-io.ts';
import { runRecognize } from './recognize.ts';
import { runVocabulary } from './vocabulary.ts';

const HELP = `Actionary: from a video file and a list of words to what is done when.

Usage: actionary <command>

  recognize VIDEO… --vocabulary FILE   segments of each video, in the vocabulary's words
  bundle --vocabulary FILE             words and parameters in a folder, for recognize --bundle
  embed VIDEO… --out FOLDER            what the frozen encoder sees, as .safetensors or .npy
  import-embeddings FILE…              gives a server embeddings that were made elsewhere
  evaluate --videos FILE --texts FILE  how well embeddings recognise: base, novel, HM, all
  models list|pull|verify|import|quantize   encoders
  vocabulary check|convert FILE        what is wrong with words; Turtle, JSON-LD, CSV and XLSX

Each command explains itself: actionary recognize --help
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped
`;

const COMMANDS = {
  recognize: runRecognize,
  bundle: runBundle,
  embed: runEmbed,
  'import-embeddings': runImportEmbeddings,
  evaluate: runEvaluate,
  models: runModels,
  vocabulary: runVocabulary,
};

/** @returns the exit code */
export async function runCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const [name = '', ...rest] = argv;
  if (name === '' || name === 'help' || name === '--help' || name === '-h') {
    io.stdout.write(HELP);
    return name === '' ? 2 : 0;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    io.stderr.write(`actionary: unknown command "${name}"; known: ${Object.keys(COMMANDS).join(', ')}\n`);
    return 2;
  }
  return COMMANDS[name as keyof typeof COMMANDS](rest, io);
}
