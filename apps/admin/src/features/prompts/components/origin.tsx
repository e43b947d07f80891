import { Anchor, Text } from '@mantine/core';

/** Where templates come from; an address becomes a link. */
export function Origin({ text }: { readonly text: string }) {
  if (!/^https:\/\/\S+$/.test(text))
    return (
      <Text component="span" size="sm">
        {text}
      </Text>
    );
  return (
    <Anchor href={text} target="_blank" rel="noreferrer" size="sm">
      {text.replace(/^https:\/\//, '')}
    </Anchor>
  );
}
