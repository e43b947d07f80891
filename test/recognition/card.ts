import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Measurement, TowersMeasurement } from '../../inference/src/training/workbench/measure.ts';
import type { Row, Section } from './section.ts';

const CARD = path.join(import.meta.dirname, '../../inference/models/workbench/card.json');

/** The card of the bundled encoder, as far as it is told here. */
interface Card {
  readonly title: string;
  readonly command: string;
  readonly limits: string;
  readonly training: {
    readonly seed: number;
    readonly stepCount: number;
    readonly batchSize: number;
    readonly minutes: number;
  };
  readonly data: {
    readonly origin: string;
    readonly actions: readonly string[];
    readonly objects: readonly string[];
    readonly colours: readonly string[];
    readonly phrasingCount: number;
    readonly heldOutPhrasingCount: number;
  };
  readonly measured: {
    readonly on: string;
    readonly clipSeed: number;
    readonly fp32: Measurement;
    readonly int8: Measurement;
  };
}

const SHARES = [
  'top1',
  'top5',
  'top1OfAll',
  'object',
  'action',
  'top1TrainedPhrasing',
  'top1HeldOutPhrasing',
  'order',
] as const;

export interface CardSection extends Section {
  /** Whether the towers reach what the card says; `null` where fewer clips were measured than for the card. */
  readonly isReproduced: boolean | null;
}

/** What the bundled encoder is, and whether it is still what its card says. @param measured the towers, on clips of the card's seed */
export async function tellCard(measured: TowersMeasurement): Promise<CardSection> {
  const { title, command, limits, training, data, measured: stated } = JSON.parse(await readFile(CARD, 'utf8')) as Card;
  const isSame = measured.clipCount === stated.fp32.clipCount;
  const isReproduced = isSame ? SHARES.every((share) => measured[share] === stated.fp32[share]) : null;
  const row = (name: string, of: Measurement): Row => ({
    name,
    figures: { ...Object.fromEntries(SHARES.map((share) => [share, of[share]])), clips: of.clipCount },
    verdicts: {},
  });
  return {
    title: 'The workbench encoder',
    notes: [
      `${title}. ${limits}`,
      `Trained by \`${command}\`: seed ${training.seed}, ${training.stepCount} steps of ${training.batchSize}, ${training.minutes} minutes. Data: ${data.origin}; ${data.actions.length} actions, ${data.objects.length} objects, ${data.colours.length} colours, ${data.phrasingCount} phrasings, and ${data.heldOutPhrasingCount} that only the measurement uses.`,
      `Measured on ${stated.on}; clips of seed ${stated.clipSeed}.`,
      isReproduced === null
        ? `Measured here on ${measured.clipCount} clips, and on ${stated.fp32.clipCount} for the card: not to be compared.`
        : `Measured again here: ${isReproduced ? 'the same' : 'NOT THE SAME'}.`,
    ],
    tables: [
      {
        title: 'Shares of clips that are right',
        columns: [...SHARES, 'clips'],
        rows: [row('card, fp32', stated.fp32), row('card, int8', stated.int8), row('measured here, fp32', measured)],
      },
    ],
    pictures: [],
    isReproduced,
  };
}
