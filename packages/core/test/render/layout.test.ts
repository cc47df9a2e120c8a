import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {buildGraph} from '../../src/index.js';
import {createPicture} from '../../src/render/picture/create-picture.js';
import {layOut, type Rectangle} from '../../src/render/picture/layout/layout.js';
import {arbitraryProject} from '../graph/arbitrary-project.js';
import {declareProject, type ShortResource} from '../graph/declare-project.js';

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(inner: Rectangle, outer: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

test('no box overlaps another, each lies in its lane, and no arrow passes behind a box', () => {
  fc.assert(
    fc.property(arbitraryProject(), (project) => {
      const picture = createPicture(project, buildGraph(project));
      const {boxes, lanes, arrows, width, height} = layOut(picture);
      boxes.forEach((box, index) => {
        expect(boxes.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
        expect(inside(box, lanes[picture.boxes[index]!.lane]!)).toBe(true);
      });
      lanes.forEach((lane, index) => {
        expect(inside(lane, {x: 0, y: 0, width, height})).toBe(true);
        expect(lanes.slice(index + 1).some((other) => overlap(lane, other))).toBe(false);
      });
      expect(arrows).toHaveLength(picture.arrows.length);
      arrows.forEach((points, index) => {
        const {from, to} = picture.arrows[index]!;
        const [first, last] = [points[0]!, points.at(-1)!];
        expect([boxes[from]!.x, boxes[from]!.x + boxes[from]!.width]).toContain(first.x);
        expect([boxes[to]!.x, boxes[to]!.x + boxes[to]!.width]).toContain(last.x);
        // Columns are passed between the second and the third point, the fourth and the fifth ...
        for (let at = 1; at + 2 < points.length; at += 2) {
          const [a, b] = [points[at]!, points[at + 1]!];
          expect(a.y).toBe(b.y);
          const way = {x: Math.min(a.x, b.x), y: a.y, width: Math.abs(a.x - b.x), height: 0};
          expect(boxes.some((box) => overlap(way, box))).toBe(false);
        }
      });
    }),
  );
});

test('a box stands right of what it depends on', () => {
  const project = declareProject([], {
    d: {dependsOn: ['c'], steps: {m: []}},
    c: {dependsOn: ['b', 'a'], steps: {m: []}},
    b: {dependsOn: ['a'], steps: {m: []}},
    a: {steps: {m: []}},
  });
  const picture = createPicture(project, buildGraph(project));
  const {boxes} = layOut(picture);
  const x = (name: string) => boxes[picture.boxes.findIndex((box) => box.name === name)]!.x;
  expect(['a', 'b', 'c', 'd'].toSorted((one, other) => x(one) - x(other))).toEqual(['a', 'b', 'c', 'd']);
});

test('a phase of a thousand resources side by side is wrapped into about the shape of a screen', () => {
  const resources: {[name: string]: ShortResource} = {};
  for (let index = 0; index < 1000; index++) resources[`r${index}`] = {steps: {m: []}};
  const project = declareProject([], resources);
  const {width, height} = layOut(createPicture(project, buildGraph(project)));
  expect(width / height).toBeGreaterThan(1);
  expect(width / height).toBeLessThan(3);
});
