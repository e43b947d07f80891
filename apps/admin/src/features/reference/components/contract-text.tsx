import { Code, Text } from '@mantine/core';
import { Fragment } from 'react';
import classes from './reference.module.css';

interface Props {
  readonly text: string;
}

/** Words of the contract, which is in English: paragraphs, lists, and code between backticks. */
export function ContractText({ text }: Props) {
  return (
    <div className={classes.text} lang="en">
      {text.split(/\n{2,}/).map((block) => (
        <Block key={block} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: string }) {
  const [before = '', ...items] = block.split(/(?:^|\n)- /);
  return (
    <>
      {before.trim() ? (
        <Text size="sm">
          <WithCode text={before} />
        </Text>
      ) : null}
      {items.length > 0 ? (
        <ul>
          {items.map((item) => (
            <Text key={item} size="sm" component="li">
              <WithCode text={item} />
            </Text>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function WithCode({ text }: Props) {
  const parts = text.replaceAll(/\s+/g, ' ').split('`');
  // Every other part stood between two backticks.
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <Code key={`${index} ${part}`}>{part}</Code>
    ) : (
      <Fragment key={`${index} ${part}`}>{part}</Fragment>
    ),
  );
}
