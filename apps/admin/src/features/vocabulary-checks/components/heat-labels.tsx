import type { HeatLayout } from '../model/heat-layout.ts';
import classes from './heat-map.module.css';

interface Props {
  /** In full, for those who point at them. */
  readonly labels: readonly string[];
  readonly layout: HeatLayout;
  readonly row: number;
  readonly column: number;
}

/** Names of rows and columns; those of the cursor's cell stand out. */
export function HeatLabels({ labels, layout: { cellPx, labelPx, texts }, row, column }: Props) {
  return texts.map((text, index) => {
    const middle = labelPx + index * cellPx + cellPx / 2;
    return (
      <g key={index} className={classes.label}>
        <title>{labels[index]}</title>
        <text x={labelPx - 6} y={middle} textAnchor="end" data-at={row === index || undefined}>
          {text}
        </text>
        <text
          transform={`translate(${middle} ${labelPx - 6}) rotate(-90)`}
          textAnchor="start"
          data-at={column === index || undefined}
        >
          {text}
        </text>
      </g>
    );
  });
}
