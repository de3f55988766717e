/** What `:help` prints. */
export const PROMPT_HELP = `A statement may take several lines and runs when its semicolon comes.

  :param name => value   sets a parameter for the statements after it; the value is an expression of Cypher
  :params                shows the parameters
  :clear                 clears the screen
  :help                  shows this
  :exit                  leaves, as Ctrl-D does

Ctrl-C cancels the running statement, or what has been typed. Tab completes labels after a colon, relation types
after [: and properties after a dot. The arrow keys go through what was typed before.
`;
