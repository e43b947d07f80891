'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTableExport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { use } from 'react';
import { saveBlob } from '../../../lib/save-blob.ts';
import { DECIMALS } from '../model/time-text.ts';
import { useFileName, useReportState, useTimes } from './report-context.ts';
import { useHeadFacts } from './report-head.tsx';
import { SheetsContext } from './sheets.ts';

/** Saves all figures of the page as sheets, with what they rest on in front of them. */
export function SaveWorkbook() {
  const t = useTranslations('reports.workbook');
  const tViews = useTranslations('reports.views');
  const format = useFormatter();
  const fileName = useFileName();
  const times = useTimes();
  const sheets = use(SheetsContext);
  const { choice } = useReportState();
  const head = useHeadFacts();
  const { view, taktMs, unit } = choice;
  const save = useMutation({
    mutationFn: async () => {
      const { writeWorkbook } = await import('../model/workbook.ts');
      const facts = [
        [t('report'), tViews(view)] as const,
        ...head,
        ...(taktMs === null ? [] : [[t('takt'), times.full(taktMs)] as const]),
        [t('unit'), times.unit] as const,
        [t('savedAt'), format.dateTime(new Date(), { dateStyle: 'medium', timeStyle: 'short' })] as const,
      ];
      const figures = Array.from(sheets ?? [], ([, read]) => read());
      const about = { title: t('about'), facts };
      return writeWorkbook({ about, sheets: figures, timeDecimals: DECIMALS[unit] });
    },
    onSuccess: (blob) => saveBlob(`${fileName(view)}.xlsx`, blob),
    onError: () => notifications.show({ color: 'red', message: t('failed') }),
  });
  return (
    <Button
      size="xs"
      variant="default"
      className="screen-only"
      leftSection={<IconTableExport size={14} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t('save')}
    </Button>
  );
}
