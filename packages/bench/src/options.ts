import {parseArgs} from 'node:util';
import type {Case} from './cases/case.js';

/** What `npm run bench` was asked. */
export interface Options {
  cases: readonly Case[];
  runs: number;
  isCounting: boolean;
  peers?: readonly string[];
  isCheck: boolean;
  isRender: boolean;
  /** Only the simulated scheduler. */
  isMakespan: boolean;
  /** The name of the sandbox. */
  name: string;
  isKept: boolean;
}

/** How to call it. */
export const usage = (cases: readonly Case[]): string => `npm run bench -- [options]

  --all            every case, instead of the quick ones
  --only A,B       only these: ${cases.map(({name}) => name).join(', ')}
  --runs N         how many measured runs of each (3, with --check 2)
  --no-counts      without the round that counts processes and bytes
  --peers A,B      only these, such as kflow,kubectl; then nothing is written to docs/
  --name NAME      the sandbox (bench)
  --check          only the smallest, and fail where kflow is twice as slow as in the committed results; writes nothing
  --render         measure nothing, write docs/performance.md anew
  --makespan       measure nothing: kflow's scheduler on 1,000 random graphs over a virtual clock, some 10 s
  --keep           leave the sandbox up
`;

/** The cases of `--check`. */
const checked = ['apply-10', 'apply-50', 'plan-1000', 'start-up'];

/** Reads the command line. Throws an Error with a message for people. */
export function readOptions(args: readonly string[], cases: readonly Case[]): Options {
  const {values} = parseArgs({
    args: [...args],
    options: {
      check: {type: 'boolean', default: false},
      render: {type: 'boolean', default: false},
      makespan: {type: 'boolean', default: false},
      all: {type: 'boolean', default: false},
      only: {type: 'string'},
      runs: {type: 'string'},
      'no-counts': {type: 'boolean', default: false},
      peers: {type: 'string'},
      name: {type: 'string', default: 'bench'},
      keep: {type: 'boolean', default: false},
    },
  });
  const runs = Number(values.runs ?? (values.check ? 2 : 3));
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: give a whole number from 1`);
  return {
    ...{runs, name: values.name, isKept: values.keep, isCounting: !values['no-counts']},
    ...{isCheck: values.check, isRender: values.render, isMakespan: values.makespan},
    cases: chooseCases(cases, values.all, values.check ? checked : values.only?.split(',')),
    peers: values.check ? ['kflow', 'kubectl', 'node -e 0'] : values.peers?.split(','),
  };
}

function chooseCases(cases: readonly Case[], isAll: boolean, only: readonly string[] | undefined): readonly Case[] {
  if (only === undefined) return cases.filter(({isDefault}) => isAll || isDefault);
  return only.map((name) => {
    const found = cases.find((each) => each.name === name);
    if (found === undefined) throw new Error(`--only ${name}: there is ${cases.map((each) => each.name).join(', ')}`);
    return found;
  });
}
