import { type RequestHandler, Router } from 'express';
import type { ExampleOperation } from './example-operations.js';

/** Where the page and its parts are; everything comes from this server, so it works without internet. */
const PATH = '/graphiql';
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor writes its own style elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Isthmus · GraphiQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${PATH}/graphiql.css">
</head>
<body id="body" class="no-focus-outline">
<noscript>This page needs JavaScript.</noscript>
<div id="root"></div>
<script src="${PATH}/workers.js"></script>
<script src="${PATH}/graphiql.js"></script>
<script src="${PATH}/start.js"></script>
</body>
</html>
`;

const WORKERS = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_moduleId, label) => '${PATH}/' + label + '.worker.js',
};
`;

/** GraphiQL with one tab a ready-made operation, served from the installed package. */
export function graphiqlPage(examples: readonly ExampleOperation[]): Router {
  const router = Router();
  router.get(PATH, (_request, response) => {
    response.set('Content-Security-Policy', CONTENT_SECURITY_POLICY).type('html').send(PAGE);
  });
  router.get(
    `${PATH}/workers.js`,
    script(async () => WORKERS),
  );
  router.get(
    `${PATH}/start.js`,
    script(async () => startScript(examples)),
  );
  router.get(
    `${PATH}/graphiql.js`,
    script(async () => (await parts()).js),
  );
  router.get(
    `${PATH}/graphql.worker.js`,
    script(async () => (await parts()).graphqlWorker),
  );
  router.get(
    `${PATH}/json.worker.js`,
    script(async () => (await parts()).jsonWorker),
  );
  router.get(
    `${PATH}/editorWorkerService.worker.js`,
    script(async () => (await parts()).editorWorkerService),
  );
  router.get(`${PATH}/graphiql.css`, async (_request, response) => {
    response.type('css').send((await parts()).css);
  });
  return router;
}

/** Nine megabytes of text, loaded when somebody opens the page for the first time. */
function parts(): Promise<typeof import('@graphql-yoga/render-graphiql/graphiql')> {
  return import('@graphql-yoga/render-graphiql/graphiql');
}

function script(text: () => Promise<string>): RequestHandler {
  return async (_request, response) => {
    response
      .set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
      .type('js')
      .send(await text());
  };
}

function startScript(examples: readonly ExampleOperation[]): string {
  const options = {
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    title: 'Isthmus',
    // The page shows a text of its own in the editor of the first tab unless it is told what belongs there.
    query: examples[0]?.text,
    defaultTabs: examples.map(({ text }) => ({ query: text })),
  };
  return `YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), ${JSON.stringify(options)});\n`;
}
