import { Breadcrumb, BreadcrumbItem, Skeleton, Title } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { useResult, useRun } from '../../api/queries';
import type { RunView } from '../../api/types';
import { ProblemAlert } from '../../shell/Problems';
import { useTitle } from '../../shell/useTitle';
import { useLiveRun } from '../../live/useLiveRun';
import { Announcer } from './Announcer';
import { Courses } from './Courses';
import { LadderCard } from './LadderCard';
import { LiveFigures } from './LiveFigures';
import { Notes } from './Notes';
import { Opened } from './Opened';
import { Report } from './Report';
import { RunHeader } from './RunHeader';
import { RunNav } from './RunNav';
import { SeriesCard } from './SeriesCard';
import { Stages } from './Stages';
import { TracesCard } from './TracesCard';
import { laddersShown, withUnderWay } from './ladders';

/** One run: live while it is under way, the report when it is over. */
export function RunPage({ id }: { id: string }) {
  const { data: view, error } = useRun(id);
  useTitle(view === undefined ? `Run ${id}` : `${view.request.service} · ${id}`);
  return (
    <>
      <Breadcrumb>
        <BreadcrumbItem render={({ className }) => <Link href="/" className={className}>Runs</Link>} />
        <BreadcrumbItem isActive>{id}</BreadcrumbItem>
      </Breadcrumb>
      {view === undefined && (
        <Title headingLevel="h1" size="2xl">
          Run {id}
        </Title>
      )}
      {error !== null && <ProblemAlert error={error} />}
      {view === undefined && error === null && <Skeleton height="16rem" screenreaderText="Reading the run" />}
      {view !== undefined && <Run view={view} />}
    </>
  );
}

function Run({ view }: { view: RunView }) {
  const { live, connection } = useLiveRun(view);
  const client = useQueryClient();
  const over = view.state === 'FINISHED';
  const { data: result, error } = useResult(view.id, over);

  const ended = live.finished !== undefined;
  useEffect(() => {
    if (ended && !over) {
      void client.invalidateQueries({ queryKey: ['runs', view.id], exact: true });
    }
  }, [ended, over, client, view.id]);

  const stages = over || connection === 'lost' ? view.stages : live.stages;
  const ladders = withUnderWay(laddersShown(live.ladders, result), live.now);
  return (
    <>
      <RunHeader view={view} connection={connection} />
      <RunNav id={view.id} current="report" />
      <Announcer live={live} />
      {result !== undefined && <Report result={result} />}
      {error !== null && <ProblemAlert error={error} />}
      <Opened view={view} stages={stages} result={result} />
      <Stages stages={stages} />
      {!over && <LiveFigures now={live.now} />}
      {ladders.map((ladder) => (
        <LadderCard key={`${ladder.stage} ${ladder.instances}`} ladder={ladder} now={live.now} grade={result?.environment.grade} />
      ))}
      {result !== undefined && <Courses result={result} />}
      <TracesCard id={view.id} over={over} live={live} />
      {live.seconds.length > 1 && <SeriesCard seconds={live.seconds} />}
      <Notes live={live.notes} result={result} />
    </>
  );
}
