/** Finds the wire that a dropped node would go into, and lights it up meanwhile. */

import { nodeOf, pointOn, readWires } from './wires.js';

/** So many points of a wire are looked at. */
const STEPS = 20;
/** How near the middle of a card a wire must pass, in parts of the card's size. */
const REACH = 0.36;

/**
 * @typedef {object} DropPorts What the node could take and give, by type.
 * @property {string[]} inputs
 * @property {string[]} outputs
 */

export class WireDrop {
  /** @type {import('./wires.js').Wire | null} */
  #lit = null;
  /** @type {import('./wires.js').Wire[]} */
  #wires;

  /**
   * @param {import('./surface.js').Surface} surface
   * @param {Map<string, Set<string>>} accepts Output type → input types that take it.
   * @param {DropPorts | null} ports Null where they are not known here: then the server finds out what fits.
   */
  constructor(surface, accepts, ports) {
    const typeOf = address => /** @type {HTMLElement | null} */ (
      surface.viewport.querySelector(`.port.in[data-port="${CSS.escape(address)}"]`))?.dataset.type;
    this.#wires = readWires(surface.viewport).filter(wire => {
      if (!ports) return true;
      const target = typeOf(wire.to);
      return ports.inputs.some(type => accepts.get(wire.type)?.has(type))
        && (!target || ports.outputs.some(type => accepts.get(type)?.has(target)));
    });
  }

  /** @returns {import('./wires.js').Wire | null} The wire that a release now means. */
  get wire() {
    return this.#lit;
  }

  /** @param {import('./surface.js').Box} box Where the card would be. */
  over(box) {
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    let best = null;
    let least = 1;
    for (const wire of this.#wires) {
      for (let step = 1; step < STEPS; step++) {
        const point = pointOn(wire, step / STEPS);
        const distance = Math.max(Math.abs(point.x - x) / (box.width * REACH), Math.abs(point.y - y) / (box.height * REACH));
        if (distance < least) [best, least] = [wire, distance];
      }
    }
    if (best === this.#lit) return;
    this.#lit?.group.classList.remove('target');
    best?.group.classList.add('target');
    this.#lit = best;
  }

  release() {
    this.#lit?.group.classList.remove('target');
    this.#lit = null;
  }
}

/**
 * @param {import('./surface.js').Surface} surface
 * @param {HTMLElement} card
 * @returns {DropPorts | null} What an unwired node could take and give; null for one that has a wire or shows no ports.
 */
export function portsOf(surface, card) {
  if (!card.classList.contains('node') || card.classList.contains('block')) return null;
  const id = card.dataset.id;
  if (readWires(surface.viewport).some(wire => nodeOf(wire.from) === id || nodeOf(wire.to) === id)) return null;
  const types = selector => /** @type {HTMLElement[]} */ ([...card.querySelectorAll(selector)]).map(port => port.dataset.type);
  return { inputs: types('.port.in'), outputs: types('.port.out') };
}
