import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { VocabulariesPage } from '../../features/vocabularies/components/vocabularies-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('vocabularies'))('title') };
}

export default function Page() {
  return <VocabulariesPage />;
}
