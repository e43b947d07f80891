'use client';

import { Button, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Permitted } from '../../../components/permitted.tsx';
import type { EvaluationProtocol } from '../../../../generated/graphql.ts';
import type { Readiness } from '../api/use-evaluations.ts';
import { missingConcepts } from '../model/need.ts';
import { PROTOCOLS } from '../model/protocols.ts';
import classes from './evaluations.module.css';

interface Props {
  readonly readiness: Readiness;
  /** An evaluation is under way. */
  readonly isBusy: boolean;
  readonly onStart: (protocol: EvaluationProtocol) => void;
}

/** The questions that can be asked of the reviews; where there are too few of them, which are missing. */
export function ProtocolChoice({ readiness, isBusy, onStart }: Props) {
  const t = useTranslations('evaluations');
  return (
    <ul className={classes.protocols}>
      {PROTOCOLS.map((protocol) => {
        const missing = missingConcepts(protocol, readiness);
        return (
          <li key={protocol} className={classes.protocol}>
            <div>
              <Text size="sm" fw={600}>
                {t(`protocol.${protocol}.name`)}
              </Text>
              <Text size="sm" c="dimmed">
                {t(`protocol.${protocol}.question`)}
              </Text>
              {missing > 0 ? (
                <Text size="sm" id={`missing-${protocol}`}>
                  {t('form.missing', { count: missing })}
                </Text>
              ) : null}
            </div>
            <Permitted permission="operate">
              <Button
                variant="default"
                disabled={missing > 0 || isBusy}
                aria-label={t('form.startThis', { name: t(`protocol.${protocol}.name`) })}
                aria-describedby={missing > 0 ? `missing-${protocol}` : undefined}
                onClick={() => onStart(protocol)}
              >
                {t('form.start')}
              </Button>
            </Permitted>
          </li>
        );
      })}
    </ul>
  );
}
