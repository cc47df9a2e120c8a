import {renderSvg} from './kflow.js';

const [graphBox, order, stale] = ['graph', 'order', 'stale'].map((id) => document.getElementById(id));

/**
 * The graph, and the order of the plan.
 *
 * @param {(place: {file: string, line: number, column: number}) => void} onGo called with the place of a resource that was chosen
 */
export function createPlanView(onGo) {
  // The graph brings its own style sheet, whose names are not the page's.
  const shadow = graphBox.attachShadow({mode: 'open'});
  const style = document.createElement('style');
  style.textContent = `
    svg {display: block; height: auto; margin: auto}
    [data-box] {cursor: pointer; outline: none}
    [data-box]:hover rect, [data-box]:focus-visible rect {stroke-width: 2.5}`;
  const places = new WeakMap();
  const choose = (event) => {
    const place = places.get(event.target.closest('[data-box]'));
    if (place) onGo(place);
  };
  shadow.addEventListener('click', choose);
  shadow.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    // The key is not meant for the text area, which has the focus in a moment.
    event.preventDefault();
    choose(event);
  });
  /** What cannot be made because of an error stays as it was, and says so. */
  const old = new Set();
  const showOne = () => {
    const chosen = document.querySelector('#view input:checked').value;
    for (const [name, box] of Object.entries({graph: graphBox, order})) {
      box.hidden = name !== chosen;
      box.classList.toggle('old', old.has(name));
    }
    stale.hidden = !old.has(chosen);
  };
  document.getElementById('view').addEventListener('change', showOne);

  const drawGraph = (project, graph) => {
    const svg = new DOMParser().parseFromString(renderSvg(project, graph), 'image/svg+xml').documentElement;
    const width = svg.width.baseVal.value;
    // As large as there is room for, but not so small that it cannot be read.
    svg.style.width = `max(min(100%, ${width}px), ${Math.round(width * 0.58)}px)`;
    // An image has nothing in it that could be chosen.
    svg.setAttribute('role', 'group');
    for (const box of svg.querySelectorAll('[data-box]')) {
      const {name} = graph.resources[Number(box.dataset.box)];
      places.set(box, project.resources.find((resource) => resource.name === name).at);
      box.setAttribute('tabindex', '0');
      box.setAttribute('role', 'button');
    }
    shadow.replaceChildren(style, svg);
  };
  const drawOrder = (plan) => {
    order.replaceChildren(
      ...plan.phases.flatMap(({name, steps}) => [
        Object.assign(document.createElement('li'), {className: 'phase', textContent: name}),
        ...steps.map(step),
      ]),
    );
  };
  return {
    /** @param {import('@kflow/core').PlannedProject} planned */
    show({project, graph, plan}) {
      old.clear();
      if (graph) drawGraph(project, graph);
      else old.add('graph');
      if (plan) drawOrder(plan);
      else old.add('order');
      showOne();
    },
  };
}

function step({id, summary, after}) {
  const item = document.createElement('li');
  const waits = [...after.steps, ...after.ready.map((name) => `${name} ready`)];
  item.append(
    Object.assign(document.createElement('code'), {textContent: id}),
    ` ${summary}`,
    ...(waits.length > 0
      ? [Object.assign(document.createElement('small'), {textContent: ` after ${waits.join(', ')}`})]
      : []),
  );
  return item;
}
