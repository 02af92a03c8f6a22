import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Acceptance, type Acknowledgement, acceptFinding, acknowledgeFinding, fetchAlarms, fetchFindings, fetchIntake, fetchPlatform, fetchResult, fetchRun, fetchRuns, fetchStepTraces, fetchTelemetry, fetchTraces, PlatformError, startRun, stopRun } from './client';

const LIST_REFRESH_MILLIS = 3_000;
const RUN_REFRESH_MILLIS = 5_000;
const RETRIES = 2;

/** A refusal stays a refusal; only silence and the platform's own failures are worth asking again. */
function worthRetrying(failures: number, error: Error): boolean {
  const refused = error instanceof PlatformError && error.problem.status >= 400 && error.problem.status < 500;
  return !refused && failures < RETRIES;
}

export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: worthRetrying } } });

export const usePlatform = () => useQuery({ queryKey: ['platform'], queryFn: fetchPlatform, staleTime: Infinity });

export const useRuns = () => useQuery({ queryKey: ['runs'], queryFn: fetchRuns, refetchInterval: LIST_REFRESH_MILLIS });

export const useAlarms = () => useQuery({ queryKey: ['alarms'], queryFn: fetchAlarms, refetchInterval: LIST_REFRESH_MILLIS });

/** The stream tells a run's course; this notices its end even where the stream is lost. */
export const useRun = (id: string) =>
  useQuery({
    queryKey: ['runs', id],
    queryFn: () => fetchRun(id),
    refetchInterval: ({ state }) => (state.data?.state === 'RUNNING' ? RUN_REFRESH_MILLIS : false),
  });

/** The result document, which exists and no longer changes once the run is over. */
export const useResult = (id: string, finished: boolean) =>
  useQuery({ queryKey: ['runs', id, 'result'], queryFn: () => fetchResult(id), enabled: finished, staleTime: Infinity });

const whileItRuns = (over: boolean) => (over ? { staleTime: Infinity } : { refetchInterval: RUN_REFRESH_MILLIS });

/** What traces add up to, step by step. It grows while the run goes on. */
export const useTelemetry = (id: string, over: boolean) =>
  useQuery({ queryKey: ['runs', id, 'telemetry', over], queryFn: () => fetchTelemetry(id), ...whileItRuns(over) });

/** The traces that are kept whole, in short. */
export const useTraces = (id: string, over: boolean) =>
  useQuery({ queryKey: ['runs', id, 'traces', over], queryFn: () => fetchTraces(id), ...whileItRuns(over) });

/** A load step's traces, whole. */
export const useStepTraces = (id: string, step: number) =>
  useQuery({ queryKey: ['runs', id, 'traces', 'step', step], queryFn: () => fetchStepTraces(id, step) });

/** What came in at all, where a run has nothing to show. */
export const useIntake = (wanted: boolean) => useQuery({ queryKey: ['intake'], queryFn: fetchIntake, enabled: wanted, refetchInterval: RUN_REFRESH_MILLIS });

export const useStopRun = (id: string) => useMutation({ mutationFn: () => stopRun(id) });

export function useStartRun() {
  const client = useQueryClient();
  return useMutation({ mutationFn: startRun, onSuccess: () => client.invalidateQueries({ queryKey: ['runs'], exact: true }) });
}

export const useFindings = () => useQuery({ queryKey: ['findings'], queryFn: fetchFindings });

export function useAcknowledgeFinding(id: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (known: Acknowledgement) => acknowledgeFinding(id, known), onSuccess: () => client.invalidateQueries({ queryKey: ['findings'] }) });
}

export function useAcceptFinding(id: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (accepted: Acceptance) => acceptFinding(id, accepted), onSuccess: () => client.invalidateQueries({ queryKey: ['findings'] }) });
}
