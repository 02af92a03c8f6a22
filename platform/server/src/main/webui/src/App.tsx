import { QueryClientProvider } from '@tanstack/react-query';
import { Route, Switch } from 'wouter';
import { queryClient } from './api/queries';
import { DependenciesPage } from './pages/dependencies/DependenciesPage';
import { FindingsPage } from './pages/findings/FindingsPage';
import { HomePage } from './pages/home/HomePage';
import { MissingPage } from './pages/missing/MissingPage';
import { RunPage } from './pages/run/RunPage';
import { TracePage } from './pages/traces/TracePage';
import { TracesPage } from './pages/traces/TracesPage';
import { Shell } from './shell/Shell';
import { ThemeContext, useThemeChoice } from './shell/theme';

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeContext value={useThemeChoice()}>
        <Shell>
          <Switch>
            <Route path="/">
              <HomePage />
            </Route>
            <Route path="/runs">
              <HomePage />
            </Route>
            <Route path="/findings">
              <FindingsPage />
            </Route>
            <Route path="/runs/:id/dependencies">{({ id }) => <DependenciesPage key={id} id={id} />}</Route>
            <Route path="/runs/:id/traces">{({ id }) => <TracesPage key={id} id={id} />}</Route>
            <Route path="/runs/:id/traces/:step/:trace">{({ id, step, trace }) => <TracePage key={`${id} ${trace}`} id={id} step={Number(step)} trace={trace} />}</Route>
            <Route path="/runs/:id">{({ id }) => <RunPage key={id} id={id} />}</Route>
            <Route>
              <MissingPage />
            </Route>
          </Switch>
        </Shell>
      </ThemeContext>
    </QueryClientProvider>
  );
}
