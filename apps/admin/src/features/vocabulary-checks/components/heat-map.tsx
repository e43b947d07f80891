'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Matrix } from '../api/use-checks.ts';
import { heatLayout } from '../model/heat-layout.ts';
import type { HeatLayout } from '../model/heat-layout.ts';
import { heatScale, movedCell } from '../model/heat-scale.ts';
import { HeatCells } from './heat-cells.tsx';
import { HeatLabels } from './heat-labels.tsx';
import { HeatLegend } from './heat-legend.tsx';
import classes from './heat-map.module.css';

interface Props {
  readonly matrix: Matrix;
  /** Cells that are at least as similar are framed. */
  readonly threshold: number;
}

/** Every concept against every other; the darker, the harder to tell apart. */
export function HeatMap({ matrix: { concepts, values }, threshold }: Props) {
  const t = useTranslations('vocabularyChecks.matrix');
  const size = concepts.length;
  const labels = useMemo(() => concepts.map(({ label }) => label), [concepts]);
  const layout = useMemo(() => heatLayout(labels), [labels]);
  const scale = useMemo(() => heatScale(values, size), [values, size]);
  const { row, column, isOver, handlers } = useHeatCell(size, layout);
  const { cellPx, labelPx } = layout;
  const side = labelPx + size * cellPx + 1;
  const value = (values[row * size + column] ?? 0).toFixed(3);
  const told = t('cell', { row: labels[row]!, column: labels[column]!, value });
  return (
    <div>
      <Text size="sm" mb={4} mih={22} role="status" className="figures">
        {told}
      </Text>
      <div className={classes.scroll}>
        <svg
          width={side}
          height={side}
          className={classes.map}
          role="application"
          aria-label={`${t('label')}. ${t('hint')}`}
          tabIndex={0}
          {...handlers}
        >
          <HeatLabels labels={labels} layout={layout} row={row} column={column} />
          <g transform={`translate(${labelPx} ${labelPx})`}>
            <HeatCells values={values} size={size} cellPx={cellPx} stepOf={scale.stepOf} threshold={threshold} />
            <rect className={classes.cursor} x={column * cellPx} y={row * cellPx} width={cellPx} height={cellPx} />
          </g>
        </svg>
        {isOver ? <Tip row={row} column={column} layout={layout} text={told} /> : null}
      </div>
      <HeatLegend low={scale.low} high={scale.high} />
    </div>
  );
}

/** The cell that keys or the pointer have chosen. */
function useHeatCell(size: number, { cellPx, labelPx }: HeatLayout) {
  const [cell, setCell] = useState({ row: 0, column: 1 });
  const [isOver, setIsOver] = useState(false);
  // There may be fewer concepts than before.
  const at = { row: Math.min(cell.row, size - 1), column: Math.min(cell.column, size - 1) };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedCell(at, event.key, size);
    if (!next) return;
    event.preventDefault();
    setCell(next);
  };
  const onPointerMove = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>) => {
    const { left, top } = currentTarget.getBoundingClientRect();
    const column = Math.floor((clientX - left - labelPx) / cellPx);
    const row = Math.floor((clientY - top - labelPx) / cellPx);
    const isInside = row >= 0 && column >= 0 && row < size && column < size;
    setIsOver(isInside);
    if (isInside) setCell({ row, column });
  };
  return { ...at, isOver, handlers: { onKeyDown, onPointerMove, onPointerLeave: () => setIsOver(false) } };
}

interface TipProps {
  readonly row: number;
  readonly column: number;
  readonly layout: HeatLayout;
  readonly text: string;
}

/** Beside the cell, on the side where there is room. */
function Tip({ row, column, layout: { cellPx, labelPx, texts }, text }: TipProps) {
  const start = labelPx + column * cellPx;
  const side = column > texts.length / 2 ? { right: `calc(100% - ${start - 8}px)` } : { left: start + cellPx + 8 };
  return (
    <div className={classes.tip} style={{ top: labelPx + row * cellPx - 4, ...side }} aria-hidden>
      {text}
    </div>
  );
}
