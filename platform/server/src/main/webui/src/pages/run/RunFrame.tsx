import { Breadcrumb, BreadcrumbItem, Skeleton, Title } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { runPage } from '../../api/client';
import { useRun } from '../../api/queries';
import type { RunView } from '../../api/types';
import { ProblemAlert } from '../../shell/Problems';
import { useTitle } from '../../shell/useTitle';
import { RunNav, type RunSide } from './RunNav';

interface Props {
  id: string;
  current: RunSide;
  /** The page's heading. */
  title: string;
  /** What stands between the run and this page. */
  above?: { name: string; href: string } | undefined;
  children: (view: RunView) => ReactNode;
}

/** What a page about one side of a run stands in: where one is, and the way to the other sides. */
export function RunFrame({ id, current, title, above, children }: Props) {
  const { data: view, error } = useRun(id);
  useTitle(`${title} · ${view?.request.service ?? id}`);
  return (
    <>
      <Breadcrumb>
        <BreadcrumbItem render={({ className }) => <Link href="/" className={className}>Runs</Link>} />
        <BreadcrumbItem render={({ className }) => <Link href={runPage(id)} className={className}>{id}</Link>} />
        {above && <BreadcrumbItem render={({ className }) => <Link href={above.href} className={className}>{above.name}</Link>} />}
        <BreadcrumbItem isActive>{title}</BreadcrumbItem>
      </Breadcrumb>
      <header>
        <Title headingLevel="h1" size="2xl">
          {title} {view !== undefined && <span className="hr-light">of {view.request.service}</span>}
        </Title>
      </header>
      <RunNav id={id} current={current} />
      {error !== null && <ProblemAlert error={error} />}
      {view === undefined && error === null && <Skeleton height="16rem" screenreaderText="Reading the run" />}
      {view !== undefined && children(view)}
    </>
  );
}
