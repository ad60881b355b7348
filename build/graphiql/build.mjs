// Bundles the GraphiQL page into the folder given as the first argument. Nothing in the result refers to another host.
import { build } from 'esbuild';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const out = process.argv[2] ?? '../../src/Monolith.Host/wwwroot-graphiql';
await rm(out, { recursive: true, force: true });
await mkdir(join(out, 'assets'), { recursive: true });

const shared = {
  bundle: true,
  minify: true,
  target: 'es2022',
  legalComments: 'linked',
  logLevel: 'warning',
  outdir: join(out, 'assets'),
  loader: { '.ttf': 'file', '.woff2': 'file' },
  define: { 'process.env.NODE_ENV': '"production"' },
  jsx: 'automatic',
};

await build({ ...shared, entryPoints: { page: 'src/page.jsx' }, format: 'esm', splitting: true });
await build({
  ...shared,
  format: 'iife',
  entryPoints: {
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
  },
});
await cp('src/index.html', join(out, 'index.html'));
