import type { ReviewVerdict } from '../../../../generated/graphql.ts';

/** What stands for each verdict, as a path of lines on 24 × 24, so that colour is never alone: ✓ ✎ ✕ ＋ */
export const MARK_PATHS: Readonly<Record<ReviewVerdict, string>> = {
  confirm: 'M5 12l5 5l10 -10',
  correct: 'M4 20h4l10.5 -10.5a2.828 2.828 0 1 0 -4 -4l-10.5 10.5v4M13.5 6.5l4 4',
  reject: 'M18 6l-12 12M6 6l12 12',
  draw: 'M12 5v14M5 12h14',
};
export const MARK_SIZE = 24;
