'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';

interface Props {
  /** Of a list that comes page by page. */
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** Fetches the next page of a list; nothing where there is none. */
export function MoreButton({ query }: Props) {
  const t = useTranslations('common.action');
  if (!query.hasNextPage) return null;
  return (
    <Button variant="default" mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {t('more')}
    </Button>
  );
}
