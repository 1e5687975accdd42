// Reads [{"query": "...", "parameters": {...}}, ...]; tells for each query and version of Cypher what is wrong with it.
import { readFileSync } from 'node:fs';
import { lintCypherQuery } from '@neo4j-cypher/language-support';

const ERROR = 1;
const VERSIONS = ['CYPHER 5', 'CYPHER 25'];
const faults = [];
for (const { query, parameters } of JSON.parse(readFileSync(0, 'utf8'))) {
  for (const version of VERSIONS) {
    for (const { severity, message } of lintCypherQuery(`${version} ${query}`, { parameters }).diagnostics) {
      faults.push({ version, query, message, error: severity === ERROR });
    }
  }
}
console.log(JSON.stringify(faults));
