import { type CommandFactory, type CommonOptions, configOf, newCommand } from './command-builder.js';

interface ServeOptions extends CommonOptions {
  readonly port?: string;
  readonly host?: string;
}

/** `isthmus serve`: GraphQL over HTTP, until Ctrl-C. */
export const serveCommand: CommandFactory = (context) =>
  newCommand('serve', 'Serve GraphQL over HTTP until Ctrl-C; an empty store is filled with the demo world.')
    .option('--port <number>', 'port to listen on (default: PORT, else 4000)')
    .option('--host <address>', 'address to listen on (default: ISTHMUS_HOST, else 127.0.0.1)')
    .action(async (options: ServeOptions) => {
      const config = configOf(context, options, {
        ...(options.port === undefined ? {} : { PORT: options.port }),
        ...(options.host === undefined ? {} : { ISTHMUS_HOST: options.host }),
      });
      await context.serve(config, context.signal);
    });
