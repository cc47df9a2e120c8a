const [text, gutter, marks] = ['text', 'gutter', 'marks'].map((id) => document.getElementById(id));

/**
 * The text area with line numbers, and with the problems of the file marked under its text.
 *
 * @param {(text: string) => void} onInput called when the user changed the text
 */
export function createEditor(onInput) {
  let places = [];
  const draw = () => {
    drawGutter(text.value, places);
    drawMarks(text.value, places);
  };
  text.addEventListener('input', () => {
    // Until the next plan knows better, marks would stand where their text no longer is.
    places = [];
    draw();
    onInput(text.value);
  });
  text.addEventListener('scroll', () => {
    marks.scrollTop = gutter.scrollTop = text.scrollTop;
    marks.scrollLeft = text.scrollLeft;
  });
  return {
    /** Shows another file. */
    open(value) {
      text.value = value;
      text.scrollTop = text.scrollLeft = 0;
      text.setSelectionRange(0, 0);
      places = [];
      draw();
    },
    /** @param {{line: number, column: number, text?: string, severity: string}[]} found problems of this file */
    mark(found) {
      places = found;
      draw();
    },
    /** Selects what is at a place, and shows it. Lines and columns count from 1. */
    goTo(place) {
      const [start, end] = rangeOf(text.value, place);
      text.focus();
      text.setSelectionRange(start, end);
      const line = Number.parseFloat(getComputedStyle(text).lineHeight);
      const top = (place.line - 1) * line;
      if (top < text.scrollTop || top + 2 * line > text.scrollTop + text.clientHeight)
        text.scrollTop = top - text.clientHeight / 3;
    },
  };
}

/** Where a place begins and ends in a text: the offending text, else the word that stands there. */
function rangeOf(value, {line, column, text: offending}) {
  const before = value.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const rest = value.slice(start).split('\n', 1)[0];
  const length = offending && rest.startsWith(offending) ? offending.length : /^\S*/.exec(rest)[0].length;
  return [start, start + Math.max(length, 1)];
}

function drawGutter(value, places) {
  const severities = new Map(places.map(({line, severity}) => [line, severity]));
  gutter.replaceChildren(
    ...value.split('\n').map((_, index) => {
      const number = document.createElement('span');
      number.textContent = `${index + 1}\n`;
      number.className = severities.get(index + 1) ?? '';
      return number;
    }),
  );
}

/** The same text once more below the text area, invisible but for the lines under what is wrong. */
function drawMarks(value, places) {
  const ranges = places.map((place) => ({range: rangeOf(value, place), severity: place.severity}));
  ranges.sort((a, b) => a.range[0] - b.range[0]);
  const nodes = [];
  let done = 0;
  for (const {range, severity} of ranges) {
    const [start, end] = range;
    if (start < done) continue;
    const mark = document.createElement('mark');
    mark.className = severity;
    mark.textContent = value.slice(start, end);
    nodes.push(value.slice(done, start), mark);
    done = end;
  }
  // A line feed at the end has a line of its own in a text area, and none in a <pre>.
  marks.replaceChildren(...nodes, `${value.slice(done)}\n`);
}
