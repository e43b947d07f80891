import os from 'node:os';
import { measureAdapters } from './adapters.ts';
import { measureCalibration } from './calibration.ts';
import { tellCard } from './card.ts';
import { measureCrossLibrary } from './cross-library.ts';
import { measureFrozen } from './frozen.ts';
import { measureOrder } from './order.ts';
import { measureRobustness } from './robustness.ts';
import type { Section } from './section.ts';
import { FULL, QUICK } from './source.ts';
import { openUcf101 } from './ucf101-source.ts';
import { measureUnknown } from './unknown.ts';
import { openWorkbench } from './workbench-source.ts';

export interface RecognitionReport {
  readonly seed: number;
  readonly isQuick: boolean;
  readonly machine: { readonly cpu: string; readonly coreCount: number; readonly node: string };
  readonly wallSeconds: number;
  /** What could not be measured here. */
  readonly leftOut: readonly string[];
  /** Whether what has one right value has it: the figures of UCF101, and those of the encoder's card. */
  readonly isReproduced: boolean;
  readonly sections: readonly Section[];
}

export interface ReportOptions {
  readonly seed: number;
  /** As little as shows that everything can be measured. */
  readonly isQuick: boolean;
  /** Folder of embeddings of UCF101; it need not exist. */
  readonly features: string;
}

/** Measures everything. @param say told of each section when it is done */
export async function makeReport(
  { seed, isQuick, features }: ReportOptions,
  say: (line: string) => void = () => {},
): Promise<RecognitionReport> {
  const startMs = performance.now();
  const options = { seed, sizes: isQuick ? QUICK : FULL };
  const sections: Section[] = [];
  const add = <S extends Section>(section: S): S => {
    sections.push(section);
    say(`${section.title}: done after ${secondsSince(startMs).toFixed(0)} s`);
    return section;
  };
  const ucf101 = await openUcf101(features);
  const { encoder, near, far } = await openWorkbench(options);
  try {
    const sources = [near, far, ...(ucf101 ? [ucf101] : [])];
    const frozen = add(await measureFrozen(sources, options));
    add(await measureAdapters(sources, options));
    add(await measureCalibration(sources, options));
    add(await measureUnknown(sources, options));
    const order = add(await measureOrder(options));
    add(await measureCrossLibrary([near, far], options));
    add(await measureRobustness(near, encoder, options));
    const card = add(await tellCard(order.frozen));
    return {
      seed,
      isQuick,
      machine: { cpu: os.cpus()[0]?.model ?? '', coreCount: os.cpus().length, node: process.version },
      wallSeconds: secondsSince(startMs),
      leftOut: ucf101
        ? []
        : ['UCF101 with CLIP ViT-B/32: its embeddings are not here (`ACTIONARY_FEATURES` names their folder).'],
      isReproduced: frozen.isReproduced !== false && card.isReproduced !== false,
      sections,
    };
  } finally {
    await Promise.all([encoder.image.close(), encoder.text.close()]);
  }
}

const secondsSince = (startMs: number) => (performance.now() - startMs) / 1000;
