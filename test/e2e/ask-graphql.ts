/** The data that a server answers over HTTP; an answer with errors fails the test. */
export async function askGraphQL<Data = ReturnType<typeof JSON.parse>>(
  url: string,
  query: string,
  variables = {},
): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = JSON.parse(await response.text());
  expect(errors).toBeUndefined();
  return data;
}
