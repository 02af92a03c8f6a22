import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where Quarkus serves static files from: Maven's output folder, relative to this one. */
const resources = '../../../target/classes/META-INF/resources';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: resources,
    emptyOutDir: true,
    // One page application behind a loopback platform: one script is quicker than many.
    chunkSizeWarningLimit: 900,
  },
  server: {
    // `npm run dev` shows the sources against a running platform.
    proxy: { '/api': process.env['HEADROOM_URL'] ?? 'http://127.0.0.1:8080' },
  },
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'test/contract.test.ts'] } },
      { test: { name: 'browser', include: ['test/browser.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'platform', include: ['test/platform.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
