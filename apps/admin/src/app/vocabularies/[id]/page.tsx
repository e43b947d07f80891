import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EncoderView } from '../../../features/moments/components/encoder-view.tsx';
import { VocabularyPage } from '../../../features/vocabularies/components/vocabulary-page.tsx';
import { RevertButton } from '../../../features/vocabulary-comparison/components/revert-button.tsx';
import { ExportMenu } from '../../../features/vocabulary-exchange/components/export-menu.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('vocabularies'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <VocabularyPage id={decodeURIComponent(id)} slots={{ EncoderView, ExportMenu, RevertButton }} />;
}
