import type { Reason } from './domain/reason.ts';

/** Why a file cannot be read as what it should be: words of a vocabulary, or annotations of a video. */
export type FileReason =
  | 'fileEmpty'
  | 'fileTooLarge'
  | 'fileTooLong'
  | 'fileTextTooLong'
  | 'notText'
  | 'notCsv'
  | 'notXlsx'
  | 'notTurtle'
  | 'notJson'
  | 'notXml'
  | 'documentType'
  | 'noLabelColumn'
  | 'tooManyCells'
  | 'tooFewCells'
  | 'missingColumns'
  | 'notConcepts'
  | 'noText'
  | 'noConcept'
  | 'remoteContext'
  | 'notActivityNet'
  | 'notElan'
  | 'notWebVtt'
  | 'noSpan'
  | 'labelMissing';

export interface FileErrorOptions extends ErrorOptions {
  readonly reason?: Reason<FileReason>;
}
