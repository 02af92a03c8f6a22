import { useEffect, useState } from 'react';
import { eventsPath } from '../api/client';
import type { RunEvent, RunView } from '../api/types';
import { liveRun, type LiveRun, reduce } from './liveRun';

/** A replay of thousands of events must not draw the page thousands of times. */
const DRAW_EVERY_MILLIS = 250;
const RECONNECT_MILLIS = 3_000;

/** `over`: nothing more will come. */
export type Connection = 'connecting' | 'open' | 'lost' | 'over';

/**
 * The run as its stream tells it, from its first event. The browser reconnects by itself and says which event it saw last, so nothing is lost.
 * A finished run's stream is read once, for the history that its result document does not hold.
 */
export function useLiveRun(view: RunView): { live: LiveRun; connection: Connection } {
  const [live, setLive] = useState(() => liveRun(view.stages));
  const [connection, setConnection] = useState<Connection>('connecting');
  const over = view.state === 'FINISHED';

  useEffect(() => {
    let stream: EventSource;
    let again: ReturnType<typeof setTimeout> | undefined;
    let waiting: RunEvent[] = [];

    const draw = () => {
      if (waiting.length > 0) {
        const events = waiting;
        waiting = [];
        setLive((run) => reduce(run, events));
      }
    };
    const timer = setInterval(draw, DRAW_EVERY_MILLIS);
    const end = () => {
      stream.close();
      clearInterval(timer);
      clearTimeout(again);
      draw();
      setConnection('over');
    };
    const open = () => {
      stream = new EventSource(eventsPath(view.id));
      stream.onopen = () => setConnection('open');
      stream.onmessage = (message: MessageEvent<string>) => {
        const event = JSON.parse(message.data) as RunEvent;
        waiting.push(event);
        if (event.kind === 'finished') {
          end();
        }
      };
      stream.onerror = () => {
        if (over) {
          end();
          return;
        }
        setConnection('lost');
        // The browser reconnects after silence but gives up after an error answer, which a platform that is starting may give.
        if (stream.readyState === EventSource.CLOSED) {
          again = setTimeout(open, RECONNECT_MILLIS);
        }
      };
    };
    open();
    return () => {
      stream.close();
      clearInterval(timer);
      clearTimeout(again);
    };
    // Without `over`: a run that finishes while one watches ends its stream itself, and reading it again would only draw the same.
  }, [view.id]);

  return { live, connection };
}
