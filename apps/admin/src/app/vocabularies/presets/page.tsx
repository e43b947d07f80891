import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PresetsPage } from '../../../features/vocabulary-exchange/components/presets-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('vocabularyExchange.presets'))('title') };
}

export default function Page() {
  return <PresetsPage />;
}
