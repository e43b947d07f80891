import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** Names, each once, with their values. */
export type FactRows = readonly (readonly [name: string, value: ReactNode])[];

interface Props {
  readonly title: string;
  readonly facts: FactRows;
}

/** From what and how something was made. */
export function Facts({ title, facts }: Props) {
  return (
    <section aria-label={title}>
      <Title order={2} size="h4" mb={6}>
        {title}
      </Title>
      <FactList facts={facts} />
    </section>
  );
}

export function FactList({ facts }: Pick<Props, 'facts'>) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} className="figures">
            {value}
          </Text>
        </div>
      ))}
    </dl>
  );
}
