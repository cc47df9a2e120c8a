const list = document.getElementById('problems');

/**
 * The list of problems, each a button that leads to its place. F8 and Shift F8 go from one to the next, wherever the focus is.
 *
 * @param {(place: {file: string, line: number, column: number, text?: string}) => void} onGo
 */
export function createProblems(onGo) {
  let last = -1;
  const go = (button) => {
    const buttons = [...list.querySelectorAll('button[data-main]')];
    if (button.dataset.main !== undefined) last = buttons.indexOf(button);
    for (const each of buttons) each.ariaCurrent = String(each === button);
    button.scrollIntoView({block: 'nearest'});
    onGo(JSON.parse(button.dataset.at));
  };
  list.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) go(button);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F8') return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll('button[data-main]')];
    if (buttons.length === 0) return;
    const next = last === -1 ? (event.shiftKey ? buttons.length - 1 : 0) : last + (event.shiftKey ? -1 : 1);
    go(buttons[(next + buttons.length) % buttons.length]);
  });
  return {
    /** @param {import('@kflow/core').Diagnostic[]} diagnostics */
    show(diagnostics) {
      last = -1;
      list.replaceChildren(...(diagnostics.length > 0 ? diagnostics.map(problem) : [element('li', 'none', 'None.')]));
    },
  };
}

function problem({severity, code, message, hint, at, related = []}) {
  const item = element('li', severity);
  const title = at ? placeButton(at) : element('div', '');
  if (at) title.dataset.main = '';
  title.prepend(element('span', 'severity', `${severity} ${code}`), proseElement('span', 'message', message));
  item.append(title);
  for (const each of related) {
    const button = placeButton(each.at);
    button.className = 'related';
    button.prepend(proseElement('span', 'message', each.message));
    item.append(button);
  }
  if (hint) item.append(proseElement('p', 'hint', hint));
  return item;
}

function placeButton(at) {
  const button = element('button', '');
  button.type = 'button';
  button.dataset.at = JSON.stringify(at);
  button.append(element('span', 'place', `${at.file}:${at.line}:${at.column}`));
  return button;
}

/** A text in which what stands between backticks is code. */
function proseElement(tag, className, text) {
  const made = element(tag, className);
  made.append(...text.split('`').map((part, index) => (index % 2 === 1 ? element('code', '', part) : part)));
  return made;
}

function element(tag, className, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
