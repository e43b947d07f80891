'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Matrix } from '../api/use-checks.ts';
import { heatScale, movedCell } from '../model/heat-scale.ts';
import { cutLabel } from '../model/cut-label.ts';
import { HeatCells } from './heat-cells.tsx';
import { HeatLegend } from './heat-legend.tsx';
import classes from './heat-map.module.css';

interface Props {
  readonly matrix: Matrix;
  /** Cells that are at least as similar are framed. */
  readonly threshold: number;
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

const CELL_PX = 15;
const LABEL_PX = 150;
/** What fits beside the map, in half-width letters. */
const LABEL_WIDTH = 24;

/** Every concept against every other; the darker, the harder to tell apart. */
export function HeatMap({ matrix, threshold }: Props) {
  const t = useTranslations('vocabularyChecks.matrix');
  const { concepts, values } = matrix;
  const size = concepts.length;
  const [cell, setCell] = useState<Cell>({ row: 0, column: Math.min(1, size - 1) });
  const [isOver, setIsOver] = useState(false);
  const scale = useMemo(() => heatScale(values, size), [values, size]);
  const at = { row: Math.min(cell.row, size - 1), column: Math.min(cell.column, size - 1) };
  const side = size * CELL_PX;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedCell(at, event.key, size);
    if (!next) return;
    event.preventDefault();
    setCell(next);
  };
  const onPointerMove = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>) => {
    const { left, top } = currentTarget.getBoundingClientRect();
    const [column, row] = [clientX - left - LABEL_PX, clientY - top - LABEL_PX].map((px) => Math.floor(px / CELL_PX));
    const isInside = row! >= 0 && column! >= 0 && row! < size && column! < size;
    setIsOver(isInside);
    if (isInside) setCell({ row: row!, column: column! });
  };
  const told = t('cell', {
    row: concepts[at.row]!.label,
    column: concepts[at.column]!.label,
    value: (values[at.row * size + at.column] ?? 0).toFixed(3),
  });
  return (
    <div>
      <Text size="sm" mb={4} mih={22} role="status" className="figures">
        {told}
      </Text>
      <div className={classes.scroll}>
        <svg
          width={LABEL_PX + side + 1}
          height={LABEL_PX + side + 1}
          className={classes.map}
          role="application"
          aria-label={`${t('label')}. ${t('hint')}`}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setIsOver(false)}
        >
          <Labels concepts={concepts} at={at} />
          <g transform={`translate(${LABEL_PX} ${LABEL_PX})`}>
            <HeatCells values={values} size={size} cellPx={CELL_PX} stepOf={scale.stepOf} threshold={threshold} />
            <rect
              className={classes.cursor}
              x={at.column * CELL_PX}
              y={at.row * CELL_PX}
              width={CELL_PX}
              height={CELL_PX}
            />
          </g>
        </svg>
        {isOver ? <Tip {...at} size={size} text={told} /> : null}
      </div>
      <HeatLegend low={scale.low} high={scale.high} />
    </div>
  );
}

interface TipProps extends Cell {
  readonly size: number;
  readonly text: string;
}

/** Beside the cell, on the side where there is room. */
function Tip({ row, column, size, text }: TipProps) {
  const [start, end] = [LABEL_PX + column * CELL_PX - 8, LABEL_PX + (column + 1) * CELL_PX + 8];
  const side = column > size / 2 ? { right: `calc(100% - ${start}px)` } : { left: end };
  return (
    <div className={classes.tip} style={{ top: LABEL_PX + row * CELL_PX - 8, ...side }} aria-hidden>
      {text}
    </div>
  );
}

interface LabelsProps {
  readonly concepts: Matrix['concepts'];
  readonly at: Cell;
}

function Labels({ concepts, at }: LabelsProps) {
  return concepts.map(({ id, label }, index) => {
    const text = cutLabel(label, LABEL_WIDTH);
    const middle = LABEL_PX + index * CELL_PX + CELL_PX / 2;
    return (
      <g key={id} className={classes.label}>
        <title>{label}</title>
        <text x={LABEL_PX - 6} y={middle} textAnchor="end" data-at={at.row === index || undefined}>
          {text}
        </text>
        <text
          transform={`translate(${middle} ${LABEL_PX - 6}) rotate(-90)`}
          textAnchor="start"
          data-at={at.column === index || undefined}
        >
          {text}
        </text>
      </g>
    );
  });
}
