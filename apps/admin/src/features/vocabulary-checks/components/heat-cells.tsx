import { memo } from 'react';
import { heatColor } from './heat-legend.tsx';
import classes from './heat-map.module.css';

interface Props {
  /** Row by row, `size` each. */
  readonly values: readonly number[];
  readonly size: number;
  readonly cellPx: number;
  readonly stepOf: (value: number) => number;
  readonly threshold: number;
}

/** Up to some thousand squares, drawn again only when the figures change, not when the cursor moves. */
export const HeatCells = memo(function HeatCells({ values, size, cellPx, stepOf, threshold }: Props) {
  return values.map((value, index) => {
    const [row, column] = [Math.floor(index / size), index % size];
    const isSelf = row === column;
    return (
      <rect
        key={index}
        x={column * cellPx}
        y={row * cellPx}
        width={cellPx - 1}
        height={cellPx - 1}
        className={!isSelf && value >= threshold ? classes.marked : undefined}
        style={{ fill: isSelf ? 'var(--heat-self)' : heatColor(stepOf(value)) }}
      />
    );
  });
});
