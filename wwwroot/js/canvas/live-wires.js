/**
 * The wires of what is dragged, drawn on a sheet of their own: so the browser draws these few anew in each frame, and not
 * all wires and the cards above them.
 */

import { draw, nodeOf, pathOf, readWires } from './wires.js';

const SVG = 'http://www.w3.org/2000/svg';

export class LiveWires {
  #x = 0;
  #y = 0;
  /** @type {SVGSVGElement} */
  #sheet;
  /** @type {SVGGElement} Wires with both ends dragged: they move as they are. */
  #whole;
  /** @type {{ wire: import('./wires.js').Wire, copy: SVGGElement, fromMoves: boolean, toMoves: boolean }[]} */
  #items = [];

  /**
   * @param {HTMLElement} viewport
   * @param {Set<string>} ids The nodes that are dragged.
   */
  constructor(viewport, ids) {
    this.#sheet = document.createElementNS(SVG, 'svg');
    this.#sheet.setAttribute('class', 'wires live-wires');
    this.#whole = document.createElementNS(SVG, 'g');
    this.#sheet.append(this.#whole);
    for (const wire of readWires(viewport)) {
      const fromMoves = ids.has(nodeOf(wire.from));
      const toMoves = ids.has(nodeOf(wire.to));
      if (!fromMoves && !toMoves) continue;
      const copy = document.createElementNS(SVG, 'g');
      copy.setAttribute('class', `live-wire ${wire.group.getAttribute('class').replace(/\bwire\b/, '')}`);
      const line = wire.group.querySelector('.wire-line').cloneNode();
      copy.append(line);
      (fromMoves && toMoves ? this.#whole : this.#sheet).append(copy);
      wire.group.style.visibility = 'hidden';
      this.#items.push({ wire, copy, fromMoves, toMoves });
    }
    viewport.querySelector('.wires').after(this.#sheet);
  }

  /** @param {number} x How far the nodes have come, in canvas pixels. @param {number} y */
  shift(x, y) {
    [this.#x, this.#y] = [x, y];
    this.#whole.setAttribute('transform', `translate(${x} ${y})`);
    for (const item of this.#items) {
      if (!(item.fromMoves && item.toMoves)) draw(item.copy, this.#pathOf(item));
    }
  }

  /** Lets the wires themselves stay where their copies are, until the server draws them there. */
  settle() {
    for (const item of this.#items) draw(item.wire.group, this.#pathOf(item));
  }

  release() {
    for (const { wire } of this.#items) wire.group.style.visibility = '';
    this.#sheet.remove();
  }

  #pathOf({ wire, fromMoves, toMoves }) {
    return pathOf(
      wire.x1 + (fromMoves ? this.#x : 0), wire.y1 + (fromMoves ? this.#y : 0),
      wire.x2 + (toMoves ? this.#x : 0), wire.y2 + (toMoves ? this.#y : 0));
  }
}
