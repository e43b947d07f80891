import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '../../../../components/permitted.tsx';
import { PublishPage } from '../../../../features/vocabulary-publish/components/publish-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('vocabularyPublish'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return (
    <PageFor permission="curate">
      <PublishPage id={decodeURIComponent((await params).id)} />
    </PageFor>
  );
}
