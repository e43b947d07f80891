import { useTranslations } from 'next-intl';
import { PageHeader } from '../components/page-header.tsx';

export default function HomePage() {
  const t = useTranslations('common.nav');
  return <PageHeader title={t('home')} />;
}
