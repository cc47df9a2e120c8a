import {createEditor} from './editor.js';
import {createFiles, rootConfig} from './files.js';
import {memoryFiles, planProject} from './kflow.js';
import {createPlanView} from './plan-view.js';
import {createProblems} from './problems.js';
import {sample} from './sample.js';

/** Where the files are thought to be: its name is the project's. */
const root = '/shop';

const [status, operation] = ['status', 'operation'].map((id) => document.getElementById(id));

/** What the last plan had to say. */
let diagnostics = [];
let run = 0;

const editor = createEditor((text) => files.write(text));
const problems = createProblems(goTo);
const view = createPlanView(goTo);
const files = createFiles(sample, {
  onOpen(path) {
    editor.open(files.texts()[path]);
    markProblems();
  },
  onChange: plan,
});

/** Plans all files anew, as they are now. Planning is a matter of milliseconds, so it is done at every change. */
async function plan() {
  const mine = ++run;
  const planned = await planProject({
    config: rootConfig,
    files: memoryFiles(files.texts(), {cwd: root}),
    operation: operation.value,
  });
  // Somebody types on: what comes of the newer text is what counts.
  if (mine !== run) return;
  diagnostics = planned.diagnostics.map(withRelativePaths).sort(bySeverity);
  view.show(planned);
  problems.show(diagnostics);
  files.count(countByFile());
  markProblems();
  status.textContent = summary(planned);
  document.body.dataset.planned = String(mine);
}

/** Shows a place. @param {import('@kflow/core').Location} place */
function goTo({file, ...place}) {
  const path = relative(file);
  if (!(path in files.texts())) return;
  if (path !== files.current) files.open(path);
  editor.goTo(place);
}

/** The problems of the file that is open, where they are. */
function markProblems() {
  const here = diagnostics.filter(({at}) => at?.file === files.current);
  editor.mark(here.map(({at, severity}) => ({...at, severity})));
}

/** A path as the list of files has it. */
function relative(file) {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}

function withRelativePaths({at, related, ...rest}) {
  const place = (each) => ({...each, file: relative(each.file)});
  return {
    ...rest,
    ...(at && {at: place(at)}),
    ...(related && {related: related.map((each) => ({...each, at: place(each.at)}))}),
  };
}

/** Errors first; the order is otherwise that of the planner: by file, line and column. */
function bySeverity(a, b) {
  return Number(a.severity !== 'error') - Number(b.severity !== 'error');
}

function countByFile() {
  const counts = new Map();
  for (const {at, severity} of diagnostics) {
    if (!at) continue;
    const {errors, warnings} = counts.get(at.file) ?? {errors: 0, warnings: 0};
    const isError = severity === 'error';
    counts.set(at.file, {errors: errors + (isError ? 1 : 0), warnings: warnings + (isError ? 0 : 1)});
  }
  return counts;
}

function summary({plan: made}) {
  const errors = diagnostics.filter(({severity}) => severity === 'error').length;
  const parts = [
    ...(made ? [count(made.phases.flatMap(({steps}) => steps).length, 'step')] : ['no plan']),
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(diagnostics.length > errors ? [count(diagnostics.length - errors, 'warning')] : []),
  ];
  return parts.join(' · ');
}

function count(number, what) {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

operation.addEventListener('change', plan);
files.open(rootConfig);
await plan();
