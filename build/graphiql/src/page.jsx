import { GraphiQL } from 'graphiql';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './page.css';

const assets = new URL('.', import.meta.url);

globalThis.MonacoEnvironment = {
  getWorker: (_, label) =>
    new Worker(new URL({ json: 'json.worker.js', graphql: 'graphql.worker.js' }[label] ?? 'editor.worker.js', assets)),
};

const endpoint = location.pathname;
const socket = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${endpoint}`;

// A browser sends no headers with a WebSocket: those of the editor become its parameters. The socket opens when a subscription is run and closes with it.
const fetcher = (request, options) => {
  const wsClient = createClient({ url: socket, retryAttempts: 0, connectionParams: options?.headers });
  return createGraphiQLFetcher({ url: endpoint, wsClient })(request, options);
};

const welcome = `# Type a query and press Ctrl+Enter. Ctrl+Space completes; the book at the left is the schema.
# Signed in? Put the token under Headers: { "Authorization": "Bearer ..." }

{
  __typename
}
`;

createRoot(document.getElementById('graphiql')).render(<GraphiQL fetcher={fetcher} defaultQuery={welcome} shouldPersistHeaders={false} />);
