import { QueryClientProvider } from '@tanstack/react-query';
import { Route, Switch } from 'wouter';
import { queryClient } from './api/queries';
import { HomePage } from './pages/home/HomePage';
import { MissingPage } from './pages/missing/MissingPage';
import { RunPage } from './pages/run/RunPage';
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
