/**
 * What makes the picture a page: pan and zoom, search, what is joined to a box, and details. It runs in the reader's browser, so
 * it is text here; it reads `data` (see `pageData`), and writes text only as text, never as HTML.
 */
export const viewerScript = `
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = (id) => document.getElementById(id);
  const stage = byId('stage'), svg = stage.querySelector('svg'), view = byId('view');
  const panel = byId('panel'), search = byId('search'), found = byId('found');
  const boxes = [], arrows = [], whys = [];
  for (const node of svg.querySelectorAll('[data-box]')) boxes[node.dataset.box] = node;
  for (const node of svg.querySelectorAll('[data-arrow]')) arrows[node.dataset.arrow] = node;
  for (const node of svg.querySelectorAll('[data-why]')) whys[node.dataset.why] = node;
  const full = svg.viewBox.baseVal, width = full.width, height = full.height;
  const page = svg.querySelector('.page');
  page.setAttribute('width', '100%');
  page.setAttribute('height', '100%');
  svg.removeAttribute('viewBox');
  let scale = 1, left = 0, top = 0, chosen;

  const show = () => view.setAttribute('transform', 'translate(' + left + ' ' + top + ') scale(' + scale + ')');
  const fit = () => {
    const {clientWidth, clientHeight} = stage;
    scale = Math.min(1.6, clientWidth / width, clientHeight / height);
    left = (clientWidth - width * scale) / 2;
    top = Math.max(0, (clientHeight - height * scale) / 2);
    show();
  };
  const zoom = (factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) => {
    const next = Math.min(4, Math.max(0.02, scale * factor));
    left = x - (x - left) * next / scale;
    top = y - (y - top) * next / scale;
    scale = next;
    show();
  };
  const pan = (x, y) => { left += x; top += y; show(); };
  const center = (box, least) => {
    scale = Math.max(scale, least);
    const at = boxes[box].transform.baseVal[0].matrix;
    left = stage.clientWidth / 2 - (at.e + 114) * scale;
    top = stage.clientHeight / 2 - (at.f + 40) * scale;
    show();
  };

  const joined = (box) => {
    const near = new Set(), far = new Set(), lines = new Map();
    for (const [end, other] of [['to', 'from'], ['from', 'to']]) {
      const reached = new Set([box]);
      for (const at of reached) {
        data.arrows.forEach((arrow, index) => {
          if (arrow[end] !== at || (arrow.ignored && at !== box)) return;
          if (!lines.has(index) || at === box) lines.set(index, at === box);
          (at === box ? near : far).add(arrow[other]);
          if (!arrow.ignored) reached.add(arrow[other]);
        });
      }
    }
    return {near, far, lines};
  };
  const light = (box) => {
    svg.classList.toggle('lit', box !== undefined);
    const {near, far, lines} = box === undefined ? {near: new Set(), far: new Set(), lines: new Map()} : joined(box);
    boxes.forEach((node, index) => {
      const isNear = index === box || near.has(index);
      node.classList.toggle('on', isNear);
      node.classList.toggle('far', !isNear && far.has(index));
    });
    arrows.forEach((node, index) => {
      node.classList.toggle('on', lines.get(index) === true);
      node.classList.toggle('far', lines.get(index) === false);
    });
    whys.forEach((node, index) => node.classList.toggle('on', lines.get(index) === true));
  };

  const add = (parent, tag, text, className) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (className) node.className = className;
    parent.append(node);
    return node;
  };
  const label = (box, step) => data.boxes[box].name + (step === undefined ? '' : '.' + data.boxes[box].steps[step].name);
  const list = (title, entries) => {
    if (entries.length === 0) return;
    add(panel, 'h3', title);
    const parent = add(panel, 'ul');
    for (const {box, text, note} of entries) {
      const item = add(parent, 'li'), link = add(item, 'button', text, 'link');
      link.addEventListener('click', () => { choose(box); center(box, 0.6); });
      add(item, 'small', note);
    }
  };
  const details = (box) => {
    const {name, namespace, phase, description, at, state, steps} = data.boxes[box];
    panel.replaceChildren();
    const close = add(panel, 'button', '\\u2715');
    close.id = 'close';
    close.setAttribute('aria-label', 'close');
    close.addEventListener('click', () => choose(undefined));
    add(panel, 'h2', name);
    add(panel, 'small', 'phase ' + phase + ' \\u00b7 namespace ' + namespace + ' \\u00b7 ' + at);
    if (description) add(panel, 'p', description);
    if (state) { add(panel, 'h3', state.label); add(panel, 'p', state.detail); }
    if (steps.length > 0) {
      add(panel, 'h3', 'Steps');
      const parent = add(panel, 'ol');
      for (const step of steps) add(add(parent, 'li', step.name), 'small', step.summary);
    }
    const own = (end, ignored) => data.arrows.filter((arrow) => arrow[end] === box && arrow.ignored === ignored);
    const where = (arrow, step, of) =>
      (arrow[step] === undefined ? '' : of + ' ' + label(box, arrow[step]) + ', ') + (arrow.why ? arrow.why + ', ' : '') + arrow.at.join(', ');
    const onto = (arrow) => ({box: arrow.from, text: label(arrow.from, arrow.fromStep), note: where(arrow, 'toStep', 'step')});
    const from = (arrow) => ({box: arrow.to, text: label(arrow.to, arrow.toStep), note: where(arrow, 'fromStep', 'on')});
    list('Depends on', own('to', false).map(onto));
    list('Ignored dependencies', own('to', true).map(onto));
    list('Needed by', own('from', false).map(from));
    list('Ignored by', own('from', true).map(from));
  };
  const choose = (box) => {
    if (chosen !== undefined) boxes[chosen].classList.remove('chosen');
    chosen = box;
    panel.hidden = box === undefined;
    if (box !== undefined) { boxes[box].classList.add('chosen'); details(box); }
    light(box);
  };

  boxes.forEach((node, box) => {
    node.setAttribute('tabindex', '0');
    node.setAttribute('role', 'button');
    node.setAttribute('aria-label', data.boxes[box].name);
    node.addEventListener('pointerenter', () => { if (chosen === undefined) light(box); });
    node.addEventListener('pointerleave', () => { if (chosen === undefined) light(undefined); });
    node.addEventListener('focus', () => { if (chosen === undefined) light(box); });
    node.addEventListener('blur', () => { if (chosen === undefined) light(undefined); });
    node.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose(box);
    });
  });

  let drag;
  stage.addEventListener('pointerdown', (event) => {
    if (event.button === 0) drag = {x: event.clientX, y: event.clientY, moved: false};
  });
  addEventListener('pointermove', (event) => {
    if (!drag) return;
    const x = event.clientX - drag.x, y = event.clientY - drag.y;
    if (!drag.moved && Math.hypot(x, y) < 4) return;
    drag = {x: event.clientX, y: event.clientY, moved: true};
    stage.classList.add('dragging');
    pan(x, y);
  });
  addEventListener('pointerup', (event) => {
    if (drag && !drag.moved) {
      const box = event.target.closest && event.target.closest('[data-box]');
      choose(box ? Number(box.dataset.box) : undefined);
    }
    drag = undefined;
    stage.classList.remove('dragging');
  });
  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    if (event.shiftKey) pan(-event.deltaY - event.deltaX, 0);
    else zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015)), event.clientX, event.clientY);
  }, {passive: false});

  let matches = [], match = 0;
  const seek = () => {
    const wanted = search.value.trim().toLowerCase();
    matches = wanted === '' ? [] : data.boxes.flatMap(({name, namespace, steps}, box) =>
      [name, namespace, ...steps.map((step) => name + '.' + step.name)].some((text) => text.toLowerCase().includes(wanted)) ? [box] : []);
    matches.sort((a, b) => data.boxes[b].name.toLowerCase().includes(wanted) - data.boxes[a].name.toLowerCase().includes(wanted));
    match = 0;
    const hits = new Set(matches);
    boxes.forEach((node, box) => node.classList.toggle('found', hits.has(box)));
    if (matches.length > 0) center(matches[0], 0.6);
    tell(wanted);
  };
  const tell = (wanted) => {
    found.textContent = wanted === '' ? '' : matches.length === 0 ? 'none' : match + 1 + ' of ' + matches.length;
  };
  search.addEventListener('input', seek);
  search.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') { search.value = ''; seek(); search.blur(); }
    if (event.key !== 'Enter' || matches.length === 0) return;
    const box = matches[match];
    if (chosen === box) match = (match + (event.shiftKey ? matches.length - 1 : 1)) % matches.length;
    choose(matches[match]);
    center(matches[match], 0.6);
    tell(search.value);
  });

  const keys = {
    '+': () => zoom(1.25), '=': () => zoom(1.25), '-': () => zoom(0.8), '0': fit, f: fit,
    ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0), ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60),
    Escape: () => choose(undefined), '/': () => search.focus(),
  };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  byId('in').addEventListener('click', () => zoom(1.25));
  byId('out').addEventListener('click', () => zoom(0.8));
  byId('fit').addEventListener('click', fit);
  // Where the whole would be too small to read, it begins at the first phase.
  const begin = () => {
    fit();
    if (scale >= 0.5) return;
    zoom(0.5 / scale, 0, stage.clientHeight / 2);
    left = 24;
    top = Math.max(24, top);
    show();
  };
  addEventListener('resize', show);
  begin();
})();
`;
