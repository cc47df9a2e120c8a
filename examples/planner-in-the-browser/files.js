const [list, path, remove, add] = ['files', 'path', 'remove', 'add'].map((id) => document.getElementById(id));

/** The root config: there is one, and it is called so. */
export const rootConfig = 'kflow.yaml';

/**
 * The list of files, as tabs: arrow keys go from one to the next.
 *
 * @param {{[path: string]: string}} texts by path
 * @param {{onOpen: (path: string) => void, onChange: () => void}} listener
 */
export function createFiles(texts, {onOpen, onChange}) {
  const files = new Map(Object.entries(texts));
  let current = rootConfig;
  let problems = new Map();

  const draw = () => {
    list.replaceChildren(...[...files.keys()].map((name) => tab(name, name === current, problems.get(name))));
  };
  const open = (name, focus = false) => {
    current = name;
    path.value = name;
    path.readOnly = remove.disabled = name === rootConfig;
    draw();
    if (focus) list.querySelector('[aria-selected=true]').focus();
    onOpen(name);
  };
  /** Puts one of the names in the place of another, in the order in which they stand. */
  const rename = (name) => {
    if (name === '' || files.has(name)) return;
    const entries = [...files].map(([each, text]) => [each === current ? name : each, text]);
    files.clear();
    for (const [each, text] of entries) files.set(each, text);
    current = name;
    draw();
    onChange();
  };

  list.addEventListener('click', (event) => {
    const name = event.target.closest('[role=tab]')?.dataset.path;
    if (name !== undefined) open(name, true);
  });
  list.addEventListener('keydown', (event) => {
    const names = [...files.keys()];
    const at = names.indexOf(current);
    const next = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: names.length - 1}[event.key];
    if (next === undefined) return;
    event.preventDefault();
    open(names[(next + names.length) % names.length], true);
  });
  path.addEventListener('change', () => {
    rename(path.value.trim());
    path.value = current;
  });
  path.form.addEventListener('submit', (event) => event.preventDefault());
  remove.addEventListener('click', () => {
    files.delete(current);
    open(rootConfig, true);
    onChange();
  });
  add.addEventListener('click', () => {
    let number = 1;
    while (files.has(`resources/new-${number}.yaml`)) number++;
    const name = `resources/new-${number}.yaml`;
    files.set(
      name,
      `kflow:\n  version: v1\n  kind: ResourceDefinition\n\nname: new-${number}\nsteps:\n  - name: hello\n    script: {run: echo hello}\n`,
    );
    open(name);
    onChange();
    path.select();
  });

  return {
    open,
    get current() {
      return current;
    },
    /** Text by path. */
    texts: () => Object.fromEntries(files),
    write(text) {
      files.set(current, text);
      onChange();
    },
    /** @param {Map<string, {errors: number, warnings: number}>} counts by path */
    count(counts) {
      problems = counts;
      draw();
    },
  };
}

function tab(name, isOpen, counts) {
  const button = document.createElement('button');
  button.type = 'button';
  button.role = 'tab';
  button.dataset.path = name;
  button.ariaSelected = String(isOpen);
  button.tabIndex = isOpen ? 0 : -1;
  button.setAttribute('aria-controls', 'editor');
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const text = document.createElement('span');
  const where = document.createElement('span');
  where.className = 'folder';
  where.textContent = folder;
  text.append(where, name.slice(folder.length));
  button.append(text);
  if (counts) {
    const badge = document.createElement('span');
    badge.className = `badge ${counts.errors > 0 ? 'error' : 'warning'}`;
    badge.textContent = String(counts.errors + counts.warnings);
    badge.ariaLabel = `${badge.textContent} problems`;
    button.append(badge);
  }
  return button;
}
