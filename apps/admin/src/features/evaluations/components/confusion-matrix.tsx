import { useTranslations } from 'next-intl';
import { ScrollFrame } from '../../../components/scroll-frame.tsx';
import classes from './evaluations.module.css';

interface Props {
  /** Of the concepts, in the order of rows and columns. */
  readonly labels: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** Counts of spans: a row for what was shown, a column for what was found. The share of the row is shaded. */
export function ConfusionMatrix({ labels, rows }: Props) {
  const t = useTranslations('evaluations.confusion');
  const shown = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  return (
    <ScrollFrame label={t('matrix')} className={classes.matrixFrame}>
      <table className={classes.matrix} aria-label={t('matrix')}>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              {t('corner')}
            </th>
            {labels.map((label, index) => (
              <th key={index} scope="col" title={label} aria-label={label}>
                {index + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row">
                <span className={classes.number}>{index + 1}</span> {labels[index]}
              </th>
              {row.map((count, column) => (
                <td
                  key={column}
                  className={column === index ? classes.right : classes.wrong}
                  style={{ '--share': `${shown[index] === 0 ? 0 : (100 * count) / shown[index]!}%` } as object}
                >
                  {count === 0 ? <span className={classes.zero}>0</span> : count}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
