/** The layers, from the inside out: what each folder of src/ may import. Everything not listed is forbidden. */
const allowed = {
  domain: [],
  config: ['domain'],
  graph: ['domain'],
  models: ['domain'],
  llm: ['domain'],
  ingest: ['domain', 'graph', 'llm'],
  recommend: ['domain', 'graph', 'models', 'llm'],
  demo: ['domain', 'graph', 'ingest'],
  schema: ['domain'],
  resolvers: ['domain', 'schema', 'recommend', 'ingest', 'graph'],
  server: ['domain', 'config', 'resolvers', 'schema'],
};

const layerRules = Object.entries(allowed).map(([folder, targets]) => ({
  name: `layer-${folder}`,
  comment: `src/${folder} may import ${['itself', ...targets].join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...targets].join('|')})/` },
}));

/** Libraries that stay behind a port. */
const behindPort = (library, folders) => ({
  name: `only-in-${library.replaceAll(/\W/g, '-')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${folders})/` },
  to: { path: `node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...layerRules,
    {
      name: 'adapters-only-in-app',
      comment: 'Only the composition root names a concrete adapter.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app\\.ts|app/|graph/(embedded|neo4j|remote)/)' },
      to: { path: '^src/graph/(embedded|neo4j|remote)/' },
    },
    {
      name: 'app-only-in-entries',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main\\.ts|cli/|app/|app\\.ts)' },
      to: { path: '^src/app(/|\\.ts$)' },
    },
    behindPort('@grafeo-db', 'graph/embedded'),
    behindPort('neo4j-driver', 'graph/neo4j'),
    behindPort('onnxruntime-node', 'models'),
    behindPort('ai', 'llm/endpoint'),
    behindPort('@ai-sdk', 'llm/endpoint'),
    behindPort('sharp', 'ingest/media'),
    behindPort('audio-decode', 'ingest/media'),
    behindPort('type-graphql', 'schema|resolvers|server'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
