import type { ReviewVerdict } from '../../../../generated/graphql.ts';
import { MARK_PATHS, MARK_SIZE } from '../reviewing/marks.ts';

interface Props {
  readonly verdict: ReviewVerdict;
  /** What it says; absent: it stands beside words that do. */
  readonly label?: string;
  readonly size?: number;
}

/** The sign of a verdict: ✓ ✎ ✕ ＋ */
export function ReviewMark({ verdict, label, size = 16 }: Props) {
  return (
    <svg
      viewBox={`0 0 ${MARK_SIZE} ${MARK_SIZE}`}
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={2.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none', verticalAlign: '-3px' }}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
    >
      {label === undefined ? null : <title>{label}</title>}
      <path d={MARK_PATHS[verdict]} />
    </svg>
  );
}
