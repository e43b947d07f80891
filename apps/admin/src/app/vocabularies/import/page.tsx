import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '../../../components/permitted.tsx';
import { ImportPage } from '../../../features/vocabulary-exchange/components/import-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('vocabularyExchange.import'))('title') };
}

export default function Page() {
  return (
    <PageFor permission="curate">
      <ImportPage />
    </PageFor>
  );
}
