#!/usr/bin/env node
import {basename} from 'node:path';
import {planProjectFromDisk, renderDiagnostic} from '@kflow/core/node';
import {releasesIn} from './releases.js';
import {report} from './report.js';

const [namespace, ...configs] = process.argv.slice(2);
if (namespace === undefined || configs.length === 0) {
  console.error('usage: embed-planner NAMESPACE KFLOW.YAML...');
  process.exit(2);
}

// No cluster, no kubectl, no code of the projects': planning only reads their files.
const planned = await Promise.all(configs.map((config) => planProjectFromDisk(config)));
for (const [index, {project, plan, diagnostics}] of planned.entries()) {
  for (const diagnostic of diagnostics) console.error(renderDiagnostic(diagnostic, process.cwd()));
  if (plan) console.log(report(basename(project.dir), namespace, releasesIn(namespace, project, plan)));
  else console.error(`${configs[index]} has errors: not planned`);
}
process.exitCode = planned.every(({plan}) => plan) ? 0 : 2;
