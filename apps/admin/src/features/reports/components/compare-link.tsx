'use client';

import { Anchor, Button } from '@mantine/core';
import { IconColumns2 } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ReportCycleFragment } from '../../../../generated/graphql.ts';
import { compareAddress } from '../../../lib/compare-address.ts';
import { useReportState } from './report-context.ts';

interface Props {
  readonly left: ReportCycleFragment;
  readonly right: ReportCycleFragment;
  /** For those who do not see what stands beside it. */
  readonly label?: string;
  readonly isButton?: boolean;
  readonly children: ReactNode;
}

const spanOf = ({ video, startMs, endMs }: ReportCycleFragment) => ({ videoId: video.id, range: { startMs, endMs } });

/** Puts two cycles side by side. */
export function CompareLink({ left, right, label, isButton = false, children }: Props) {
  const { recipeId, level } = useReportState().choice;
  const href = compareAddress(spanOf(left), spanOf(right), { recipeId, level });
  return isButton ? (
    <Button component={Link} href={href} size="xs" variant="light" leftSection={<IconColumns2 size={14} aria-hidden />}>
      {children}
    </Button>
  ) : (
    <Anchor component={Link} prefetch={false} size="sm" href={href} aria-label={label}>
      {children}
    </Anchor>
  );
}
