import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { ExampleOperation } from './example-operations.js';

/**
 * Apollo Sandbox at GET /graphql with all ready-made operations in its editor. It loads its scripts from Apollo; the
 * page without outside requests is `/graphiql`. Apollo escapes only the first `<` of the document, so a document that
 * holds one is refused here.
 */
export function sandboxPage(examples: readonly ExampleOperation[]): ApolloServerPlugin {
  const document = examples.map((example) => example.text).join('\n\n');
  if (document.includes('<')) throw new Error('An example operation holds "<", which the page cannot carry.');
  return ApolloServerPluginLandingPageLocalDefault({
    document,
    includeCookies: false,
    footer: false,
    embed: { runTelemetry: false, endpointIsEditable: false },
  });
}
