import type { Recipe, VocabularyVersion, WorkVideo } from '@actionary/database';
import type { WorkOf } from '@actionary/inference/domain';
import type { ConceptLevels } from './concept-levels.ts';

/** Work of videos, by database ids of concepts. */
export type Work = readonly WorkOf<string, WorkVideo>[];

/** A part of a report: of a station, a day, or all of it. */
export interface WorkPart {
  readonly videos: Work;
  readonly levels: ConceptLevels;
  /** Of the whole report. */
  readonly versionId: string;
}

/** @public codegen.yml names it */
export interface WorkReportRow extends WorkPart {
  readonly recipe: Recipe;
  readonly version: VocabularyVersion;
  readonly level: number | null;
}

/** Something that a report says of a concept; `null`: unknown. */
export interface OfConcept {
  readonly conceptId: string | null;
  readonly versionId: string;
}
