import type { RecognitionMethod } from '../../../../generated/graphql.ts';

/** How a method is drawn: told apart by symbol and stroke as well as by colour, on a light and on a dark surface. */
interface MethodStyle {
  readonly color: string;
  readonly symbol: 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'star' | 'wye';
  readonly dash: string;
}

export const METHOD_STYLES: Readonly<Record<RecognitionMethod, MethodStyle>> = {
  frozen: { color: 'var(--mantine-color-dimmed)', symbol: 'square', dash: '6 4' },
  adapter: { color: 'var(--mantine-primary-color-filled)', symbol: 'circle', dash: '' },
  descriptive: { color: 'var(--mantine-color-dimmed)', symbol: 'cross', dash: '2 4' },
  linear: { color: 'var(--mantine-color-orange-7)', symbol: 'triangle', dash: '' },
  tipAdapter: { color: 'var(--mantine-color-violet-5)', symbol: 'diamond', dash: '' },
  gda: { color: 'var(--mantine-color-blue-5)', symbol: 'star', dash: '' },
  clap: { color: 'var(--mantine-color-pink-5)', symbol: 'wye', dash: '' },
};
