import unitTests from './jest.config.js';

/** The tests that need a Neo4j: one after the other, because they share one database. */
export default {
  ...unitTests,
  roots: ['<rootDir>/test/neo4j'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 180_000,
};
