'use client';

import { Accordion, NumberInput, Select, SimpleGrid } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useProblemText } from '../../../lib/problem-text.ts';
import type { RecipeDraft } from '../api/draft.ts';

interface Props {
  readonly draft: RecipeDraft;
  readonly onChange: (change: Partial<RecipeDraft>) => void;
  readonly error: Error | null;
}

const FIELDS = [
  { name: 'frameCount', path: 'window.frameCount', min: 1, max: 1000, step: 1 },
  { name: 'stepCount', path: 'window.stepCount', min: 1, max: 1000, step: 1 },
  { name: 'temperature', path: 'decode.temperature', min: 0.01, max: 100, step: 0.1 },
  { name: 'smoothing', path: 'decode.smoothing', min: 0, max: 100, step: 0.5 },
  { name: 'minDurationMs', path: 'decode.minDurationMs', min: 0, max: 600_000, step: 100 },
  { name: 'minProbability', path: 'decode.minProbability', min: 0, max: 1, step: 0.05 },
  { name: 'minMargin', path: 'decode.minMargin', min: 0, max: 1, step: 0.05 },
] as const;

/** How scores become segments; folded away, because the defaults will do. */
export function RecipeParameters({ draft, onChange, error }: Props) {
  const t = useTranslations('recognitions.form');
  const problems = useProblemText();
  return (
    <Accordion variant="contained">
      <Accordion.Item value="details">
        <Accordion.Control>{t('details')}</Accordion.Control>
        <Accordion.Panel>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Select
              label={t('method')}
              description={t('methodHint')}
              data={(['hysteresis', 'viterbi'] as const).map((value) => ({ value, label: t(value) }))}
              value={draft.method}
              allowDeselect={false}
              onChange={(method) => method && onChange({ method })}
            />
            {FIELDS.map(({ name, path, min, max, step }) => (
              <NumberInput
                key={name}
                label={t(name)}
                description={t(`${name}Hint`)}
                value={draft[name]}
                onChange={(value) => typeof value === 'number' && onChange({ [name]: value })}
                min={min}
                max={max}
                step={step}
                allowDecimal={step < 1}
                error={problems.at(error, path)}
              />
            ))}
          </SimpleGrid>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
