'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { Draw } from '../../../components/plot.tsx';
import { inTerms } from '../../../components/term.tsx';
import type { ReportElement } from '../api/use-report.ts';
import { wrapText } from '../model/wrap-text.ts';
import { ChartFigure } from './chart-figure.tsx';
import { elementHref, elementIdOf } from './element-id.ts';
import { useReportState, useTimes } from './report-context.ts';
import classes from './reports.module.css';
import { fillText } from './swatch.tsx';
import { useBoxSheets } from './use-box-sheets.ts';
import type { ElementLength } from './use-box-sheets.ts';

/** How much elements vary, the longest first. */
export function BoxPlots() {
  const t = useTranslations('reports.pareto');
  const times = useTimes();
  const { report } = useReportState();
  const { elements, lengths } = useMemo(() => {
    const byMedian = report.elements.toSorted((one, other) => other.times.medianMs - one.times.medianMs);
    return {
      elements: byMedian,
      lengths: byMedian.flatMap((element): ElementLength[] =>
        element.times.lengthsMs.map((ms) => ({ id: elementIdOf(element), value: times.value(ms) })),
      ),
    };
  }, [report, times]);
  useBoxSheets(elements, lengths);
  return (
    <div className={classes.figure}>
      <ChartFigure
        title={t('boxes')}
        label={t('boxesChart', { count: elements.length })}
        name="boxes"
        height={64 + 34 * elements.length}
        draw={useDraw(elements, lengths)}
        hint={
          <>
            {t.rich('boxesHint', inTerms)} <span className="screen-only">{t('boxesClick')}</span>
          </>
        }
      />
    </div>
  );
}

function useDraw(elements: readonly ReportElement[], lengths: readonly ElementLength[]): Draw {
  const t = useTranslations('reports.pareto');
  const times = useTimes();
  const { concepts } = useReportState();
  return useCallback(
    (plot) => {
      const byId = new Map(elements.map((element) => [elementIdOf(element), element]));
      return {
        marginLeft: 112,
        marginRight: 20,
        marginBottom: 44,
        x: { label: t('length', { unit: times.unit }), grid: true, zero: true },
        y: {
          domain: elements.map(elementIdOf),
          label: null,
          tickFormat: (id: string) =>
            wrapText(concepts.labelOf(byId.get(id)!), 14)
              .slice(0, 2)
              .join('\n'),
        },
        color: { type: 'identity' },
        marks: [
          plot.ruleX([0]),
          plot.boxX(lengths, {
            x: 'value',
            y: 'id',
            fill: ({ id }: ElementLength) => fillText({ color: concepts.colorOf(byId.get(id)!) }),
            stroke: 'currentColor',
            r: 2.5,
          }),
          plot.barX(elements, {
            x1: ({ times: { minMs } }: ReportElement) => times.value(minMs),
            x2: ({ times: { maxMs } }: ReportElement) => times.value(maxMs),
            y: elementIdOf,
            fill: '#0000',
            title: (element: ReportElement) =>
              `${concepts.labelOf(element)}\n${t('boxTip', {
                count: element.times.count,
                median: times.full(element.times.medianMs),
                outliers: element.times.outlierCount,
              })}`,
            href: elementHref,
          }),
        ],
      };
    },
    [elements, lengths, concepts, times, t],
  );
}
