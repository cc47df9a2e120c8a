import type {Diagnostic, Location} from '@kflow/core';
import {runnerDiagnostic} from './codes.js';
import {builtInNames} from './load/built-in-runners.js';
import {qualifiedName} from './load/declared-modules.js';
import type {RegisteredRunner, RunnerPackage, RunnerRegistry} from './registry.js';
import {classNameOf, contractOf, ownContract, overriddenHooks} from './load/runner-class.js';
import type {RunnerClass} from './load/runner-class.js';

/** Where a class was found. */
interface Origin {
  file: string;
  specifier: string;
  package?: RunnerPackage;
  at: Location;
}

/** The registry while it is filled. */
export class ProjectRunners implements RunnerRegistry {
  private readonly byClass = new Map<RunnerClass, RegisteredRunner>();
  private readonly byName = new Map<string, RegisteredRunner>();
  /** Real path, and every other path or package name by which a module was declared -> its runners. */
  private readonly byModule = new Map<string, Map<string, RegisteredRunner>>();

  /** @param builtIn kflow's own, which are found by their names, and are not among `all` */
  constructor(private readonly builtIn: readonly RegisteredRunner[] = []) {}

  find(name: string, file?: string): RegisteredRunner | undefined {
    const own = file === undefined ? undefined : this.byModule.get(file)?.get(name);
    if (own) return own;
    const qualified = qualifiedName(name);
    if (qualified) return this.byModule.get(qualified.specifier)?.get(qualified.name);
    return this.byName.get(name) ?? this.builtIn.find((runner) => runner.name === name);
  }

  all(): RegisteredRunner[] {
    return [...this.byName.values()];
  }

  has(module: string): boolean {
    return this.byModule.has(module);
  }

  /** Makes a module's runners findable by the path and the specifier by which it was declared. */
  alias(real: string, file: string, specifier: string, classes?: readonly RunnerClass[]): void {
    const runners = this.byModule.get(real) ?? new Map<string, RegisteredRunner>();
    for (const each of classes ?? []) {
      const runner = this.byClass.get(each);
      if (runner) runners.set(runner.name, runner);
    }
    for (const key of [real, file, specifier]) this.byModule.set(key, this.byModule.get(key) ?? runners);
  }

  /** Registers a class. One that is there already (a module that exports another's again) is left as it is. */
  add(runner: RunnerClass, origin: Origin): Diagnostic | undefined {
    if (this.byClass.has(runner)) return undefined;
    const {runnerName, description, configSchema} = runner;
    const {file, specifier, at} = origin;
    const contract = contractOf(runner);
    if (contract !== ownContract) {
      return runnerDiagnostic(
        'KF618',
        `the runner \`${runner.name}\` in ${file} is made for version ${String(contract)} of the contract between kflow and runners, and this kflow has ${ownContract}`,
        {at, hint: 'update kflow, or install a version of the runner, or of its `@kflow/runners`, that goes with it'},
      );
    }
    if (runnerName !== undefined && (typeof runnerName !== 'string' || runnerName.trim() === '')) {
      return runnerDiagnostic('KF615', `the static \`runnerName\` of ${runner.name} in ${file} is no text`, {at});
    }
    const className = classNameOf(runner);
    const name = runnerName ?? className;
    if (name === undefined) {
      return runnerDiagnostic('KF615', `${file} exports a runner class without a name`, {
        at,
        hint: 'name the class, or give it a static `runnerName`',
      });
    }
    if (configSchema !== undefined && (typeof configSchema !== 'object' || configSchema === null)) {
      return runnerDiagnostic('KF615', `the static \`configSchema\` of ${name} in ${file} is no JSON Schema object`, {
        at,
      });
    }
    if (builtInNames.includes(name)) {
      return runnerDiagnostic('KF614', `the runner \`${name}\` in ${file} is called as one of kflow's own`, {
        at,
        hint: 'rename the class, or give it a static `runnerName`',
      });
    }
    const other = this.byName.get(name);
    if (other) {
      return runnerDiagnostic('KF614', `two runners are called \`${name}\`: in ${other.file} and in ${file}`, {
        at,
        hint: 'rename one of the classes, or give it a static `runnerName`',
        ...(other.at && {related: [{message: 'the other one is declared here', at: other.at}]}),
      });
    }
    const registered: RegisteredRunner = {
      name,
      ...(className !== undefined && {className}),
      ...(typeof description === 'string' && description !== '' && {description}),
      file,
      specifier,
      ...(origin.package && {package: origin.package}),
      at,
      ...(configSchema !== undefined && {configSchema}),
      hooks: overriddenHooks(runner),
      create: (config) => new runner(config),
    };
    this.byClass.set(runner, registered);
    this.byName.set(name, registered);
    return undefined;
  }
}
