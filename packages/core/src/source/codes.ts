import {codeCatalogue} from './code-catalogue.js';
import type {Severity} from './diagnostic.js';

/** What a code stands for: the entry of docs/diagnostics.md. */
export interface CodeEntry {
  severity: Severity;
  /** A few words, e.g. `unknown key`. */
  title: string;
  /** What it means and what to do, in a sentence or two. */
  meaning: string;
}

/**
 * Every code that loading a project can give. A code never changes its meaning and is never given to something else.
 * `KF1xx` syntax, `KF2xx` shape and values, `KF3xx` names, `KF5xx` files, `KF6xx` runners and plugins.
 */
export const codes = /* @__PURE__ */ codeCatalogue({
  KF101: {
    severity: 'error',
    title: 'invalid YAML',
    meaning:
      'The text is not YAML. Nothing else of this file was checked. Mend the line that is named: most often it is the indentation, or a text with `: ` or `#` in it that needs quotes.',
  },
  KF102: {
    severity: 'error',
    title: 'tab as indentation',
    meaning: 'YAML is indented with spaces; a tab cannot begin a line of a block. Replace the tab by spaces.',
  },
  KF103: {
    severity: 'error',
    title: 'duplicate key',
    meaning:
      'A key stands twice in one mapping, so that one of the two would silently be lost. Both places are named. Remove one of the two, or merge them.',
  },
  KF104: {
    severity: 'error',
    title: 'unknown anchor',
    meaning:
      'An alias (`*name`) has no anchor (`&name`) before it in the same document. Put the anchor before the alias, or correct its name: anchors do not reach from one document into the next.',
  },
  KF105: {
    severity: 'error',
    title: 'aliases expand too far',
    meaning:
      'Aliases inside aliases would grow to more than 100,000 values, or an anchor contains itself. Write the value out where it is needed, or split the file.',
  },
  KF106: {
    severity: 'error',
    title: 'unsupported tag',
    meaning:
      'kflow knows the tags of the YAML core schema only (`!!str`, `!!int`, `!!map` and so on). Remove the tag; quote the value if it is meant as text.',
  },
  KF107: {
    severity: 'error',
    title: 'key is not a scalar',
    meaning:
      'A key has to be plain text: a list or a mapping cannot be a key. Quote the key, or make what stands in it a value.',
  },
  KF108: {
    severity: 'error',
    title: 'bad merge',
    meaning: '`<<` takes a mapping, an alias of one, or a list of them. Give it one of these, or remove it.',
  },
  KF109: {
    severity: 'error',
    title: 'nested too deeply',
    meaning:
      'The document has more levels than can be read. Look at what wrote the file: hardly any object of Kubernetes has this many.',
  },
  KF110: {
    severity: 'error',
    title: 'number out of range',
    meaning: '`.inf` and `.nan` have no equivalent in Kubernetes or helm; quote the value if it is meant as text.',
  },
  KF111: {
    severity: 'error',
    title: 'file too large',
    meaning:
      'A file of kflow is read up to 4 MiB and about 200,000 values, so that no file can fill the memory. Split it into several. Manifests may be larger: they are not parsed.',
  },
  KF112: {
    severity: 'error',
    title: 'not a text file',
    meaning:
      'The file has bytes that are not UTF-8, or control characters, which YAML forbids. Save it as UTF-8; in double quotes a control character can be written as an escape, such as `"\\u001b"`.',
  },
  KF113: {
    severity: 'error',
    title: 'too many errors',
    meaning: 'There are more errors than are listed. Mend those that are; the others show then.',
  },

  KF201: {
    severity: 'error',
    title: 'unknown key',
    meaning:
      'kflow knows no such key at this place. Most often it is a typing error or stands one level too high or too low. The hint names the key that is nearest to it, if there is one.',
  },
  KF202: {
    severity: 'error',
    title: 'wrong type',
    meaning:
      'The value is of another type than the key takes. YAML 1.2 reads `yes`, `no`, `on` and `off` as text: write `true` or `false`.',
  },
  KF203: {
    severity: 'error',
    title: 'missing key',
    meaning: 'A required key is absent or has no value. Add it; the message names it.',
  },
  KF204: {
    severity: 'error',
    title: 'not one of the choices',
    meaning: 'The key takes one of a few fixed values. Use one of those that the message or its hint lists.',
  },
  KF205: {
    severity: 'error',
    title: 'step without a kind',
    meaning:
      'A step has exactly one key that says what it does, such as `manifests` or `helm`. Add that key, with something under it.',
  },
  KF206: {
    severity: 'error',
    title: 'step with several kinds',
    meaning: 'A step does one thing: split it into one step for each kind.',
  },
  KF207: {
    severity: 'error',
    title: 'exactly one of several keys',
    meaning:
      'Of a group of keys exactly one has to be there, such as `pod` or `selector` of `exec`. Add one, or keep one.',
  },
  KF208: {
    severity: 'error',
    title: 'keys exclude each other',
    meaning:
      'Two keys contradict each other, such as `push` and `load`, or `namespace` and `noNamespace`. Keep the one that you mean.',
  },
  KF209: {
    severity: 'error',
    title: 'empty value',
    meaning: 'The key needs a value or at least one entry. Give it one, or remove the key.',
  },
  KF210: {
    severity: 'error',
    title: 'bad duration',
    meaning: 'A duration is a number of seconds or text like `90s`, `5m`, `1h30m`.',
  },
  KF211: {
    severity: 'error',
    title: 'bad label selector',
    meaning:
      'A selector is what `kubectl -l` takes: `app=web`, `tier!=db`, `env in (a, b)`, `key`, `!key`, separated by commas.',
  },
  KF212: {
    severity: 'error',
    title: 'bad object reference',
    meaning: 'An object is written `kind/name`, such as `deployment/web`.',
  },
  KF213: {
    severity: 'error',
    title: 'bad `kflow` block',
    meaning:
      'The block that marks a kflow file has to be `kflow: {version: v1, kind: Config}` or `kind: ResourceDefinition`.',
  },
  KF214: {
    severity: 'error',
    title: 'not a root config',
    meaning:
      'The file that kflow starts from has to hold a document of `kind: Config`. Name another file with `--config`, or begin this one with `kflow: {version: v1, kind: Config}`.',
  },
  KF215: {
    severity: 'error',
    title: 'more than the root config',
    meaning:
      'The root config file holds exactly one document. Resources go to files of their own, listed under `resources`.',
  },
  KF216: {
    severity: 'error',
    title: 'not a ResourceDefinition',
    meaning:
      'A file listed under `resources` holds a document that is no ResourceDefinition. Manifests belong under `manifests` of a resource.',
  },
  KF217: {
    severity: 'warning',
    title: 'document skipped',
    meaning:
      'A file in a directory listed under `resources` holds a document that is no ResourceDefinition. It was ignored. If it is a manifest, list it under `manifests` of a resource; if not, move it elsewhere.',
  },
  KF218: {
    severity: 'error',
    title: 'no resources',
    meaning:
      'The root config lists no resources, so there is nothing to do. List files or directories of ResourceDefinitions under `resources`.',
  },
  KF219: {
    severity: 'error',
    title: 'not supported yet',
    meaning:
      "kflow-py's encrypted manifests are recognised, but not supported yet. Decrypt the file, and let a `secret` step take what is secret from the environment, a file or a command.",
  },
  KF220: {
    severity: 'warning',
    title: 'resource does nothing',
    meaning:
      'The resource has no steps, and no workloads, selector or dependencies either. Give it steps, or remove it.',
  },
  KF221: {
    severity: 'warning',
    title: 'another value in YAML 1.1',
    meaning:
      'Under `values` or `config`, `yes`, `no`, `on` and `off` are text, and `010` is ten: kflow reads YAML 1.2. kflow-py read YAML 1.1, where they were booleans and octal.',
  },
  KF222: {
    severity: 'error',
    title: 'not what the step kind takes',
    meaning:
      'The block of a step whose kind comes from a plugin does not satisfy the schema of that kind. The message says what the schema asks for, the hint what the key is for.',
  },

  KF301: {
    severity: 'error',
    title: 'duplicate resource',
    meaning: 'Two resources have the same name. Both places are named. Rename one of the two.',
  },
  KF302: {
    severity: 'error',
    title: 'duplicate step',
    meaning:
      'Two steps of a resource have the same name, counting those made by the shorthand `manifests`, `helm` and `runners`. Rename one of the two.',
  },
  KF303: {
    severity: 'error',
    title: 'unknown phase',
    meaning: 'A resource names a phase that the root config does not declare. Add it to `phases`, or correct the name.',
  },
  KF304: {severity: 'error', title: 'duplicate phase', meaning: 'A phase is declared twice. Remove one of the two.'},
  KF305: {
    severity: 'error',
    title: 'invalid name',
    meaning:
      'Names of resources and steps are letters, digits and `_ . - : @ +`, begin with a letter, digit or `_`, and do not end with a dot. Names of steps may have single spaces inside. Rename it, and what refers to it.',
  },
  KF306: {
    severity: 'error',
    title: 'invalid Kubernetes name',
    meaning:
      'Kubernetes accepts lower-case letters, digits and `-` (and `.` where it is not a namespace), beginning and ending with a letter or digit, up to its limit of length. Rename the object, or give the step a `name` that fits.',
  },
  KF307: {
    severity: 'error',
    title: 'invalid data key',
    meaning:
      'A key of a Secret or ConfigMap is made of letters, digits and `- _ .`. Rename the key: what reads the data sees the same name.',
  },

  KF308: {
    severity: 'error',
    title: 'reads as a flag',
    meaning:
      'A value that kubectl, helm or docker is given as an argument begins with `-`, so that it would be read as a flag, with whatever that does. No pod, chart, object or directory is called so; write `./-name` for a path.',
  },

  KF501: {
    severity: 'error',
    title: 'root config not found',
    meaning:
      'There is no file at the path of the root config. Run kflow where `kflow.yaml` is, or name the file with `--config` or `KFLOW_CONFIG`. `kflow init` writes a first one.',
  },
  KF502: {
    severity: 'error',
    title: 'unreadable file',
    meaning: 'A file exists but could not be read. The reason of the system stands beside it: most often permissions.',
  },
  KF503: {
    severity: 'error',
    title: 'declared file is missing',
    meaning:
      'A path names nothing. Paths are relative to the file that declares them; `~` is the home directory. Correct the path, or make the file.',
  },
  KF504: {
    severity: 'error',
    title: 'file of the wrong sort',
    meaning:
      'A path names a directory where a file is needed, or the other way round, or a directory without the file that makes it a chart or a kustomization. Correct the path, or add the file that the message names.',
  },
  KF505: {
    severity: 'error',
    title: 'nothing matches',
    meaning: 'A glob or a directory gives no file. Correct the pattern, or remove the entry.',
  },
  KF506: {
    severity: 'warning',
    title: 'file listed twice',
    meaning:
      'A resource file is reached by two entries of `resources`. It was read once, at the first. Remove one of the two entries.',
  },
  KF507: {
    severity: 'error',
    title: 'manifest is a kflow file',
    meaning:
      'A file under `manifests` has a `kflow` block, which kubectl does not understand. Config and ResourceDefinition files belong under `resources` of the root config.',
  },

  KF601: {
    severity: 'error',
    title: 'Python runner',
    meaning:
      'Runners are TypeScript or JavaScript. docs/migrating-from-kflow-py.md shows how to carry one over, and how a class of kflow-py runs unchanged behind `class: command`.',
  },
  KF602: {
    severity: 'error',
    title: 'not a runner module',
    meaning:
      'A runner module is a file that ends in `.ts`, `.mts`, `.js`, `.mjs` or `.cjs`, or the name of an npm package.',
  },

  KF630: {
    severity: 'error',
    title: 'plugin not found',
    meaning:
      'An entry of `plugins` names an npm package that is not installed where the root config can see it, or a file that its package does not have. Install it there; write a path with `./`.',
  },
  KF631: {
    severity: 'error',
    title: 'not a plugin',
    meaning:
      'What an entry of `plugins` names is there, and is no plugin: a directory without `kflow-plugin.json`, a package whose package.json has no `kflow.plugin`, another sort of file. Modules and packages with runners belong under `runners`.',
  },
  KF632: {
    severity: 'error',
    title: 'unreadable plugin',
    meaning:
      "A plugin's JSON file, or the package.json that names it, cannot be read or is not valid JSON. Mend it, or install another version of the package.",
  },
  KF633: {
    severity: 'error',
    title: 'plugin of another version',
    meaning:
      'The plugin is made for another version of the contract between kflow and plugins. Use a kflow, or a version of the plugin, that fits.',
  },
  KF634: {
    severity: 'error',
    title: 'bad step kind',
    meaning:
      'A step kind of a plugin cannot be used: its name, its JSON Schema or its summary is not what it has to be. The place in the plugin is named. A schema stands for itself: a `$ref` leads to its own definitions, and not in a circle.',
  },
  KF635: {
    severity: 'error',
    title: 'duplicate step kind',
    meaning:
      "A plugin has a step kind of the same name as one of kflow's own, or of another plugin. Both are named. Drop one of the plugins, or rename the kind in the plugin.",
  },
});

/** A code of the catalogue. */
export type Code = keyof typeof codes;
