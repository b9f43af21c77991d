/** Drawing a wire from a port, picking one up at either end, and clicking one to select it. */

import { hasMoved } from './gestures.js';
import { nodeOf, pathOf, reach, readWire, readWires } from './wires.js';

const SVG = 'http://www.w3.org/2000/svg';
/** How near the pointer must be to a port, in client pixels. */
const NEAR = 30;

/**
 * @typedef {object} Port
 * @property {HTMLElement} element
 * @property {string} address `node.port`
 * @property {'in' | 'out'} direction
 * @property {string} type
 * @property {number} x Middle of its dot, in canvas pixels.
 * @property {number} y
 * @property {boolean} fits
 *
 * @typedef {object} WireIntent
 * @property {(from: string, to: string) => void} connect Also called for what does not fit: the answer says why.
 * @property {(from: string, oldTo: string, newFrom: string, newTo: string) => void} rewire
 * @property {(from: string, to: string) => void} disconnect
 * @property {(from: string, to: string) => void} selectWire
 * @property {(port: string, isOutput: boolean, clientX: number, clientY: number) => void} offer Called for a wire that was dropped on nothing.
 */

/**
 * @param {import('./surface.js').Surface} surface
 * @param {WireIntent} intent
 * @param {Map<string, Set<string>>} accepts Output type → input types that take it.
 * @returns {import('./gestures.js').Gesture}
 */
export function wire(surface, intent, accepts) {
  let start = { x: 0, y: 0 };
  let moved = false;
  /** @type {Port[]} */
  let ports = [];
  /** @type {Port | null} The end that stays. */
  let anchor = null;
  /** @type {import('./wires.js').Wire | null} The wire that was picked up. */
  let picked = null;
  /** @type {SVGPathElement | null} */
  let pending = null;
  /** @type {Port | null} */
  let near = null;

  /** @param {HTMLElement} element @returns {Port} */
  const readPort = element => {
    const dot = element.querySelector('.handle').getBoundingClientRect();
    const { x, y } = surface.toCanvas(dot.left + dot.width / 2, dot.top + dot.height / 2);
    return {
      element,
      address: element.dataset.port,
      direction: element.classList.contains('out') ? 'out' : 'in',
      type: element.dataset.type,
      x,
      y,
      fits: false,
    };
  };

  /** @param {string} address @param {'in' | 'out'} direction */
  const findPort = (address, direction) => ports.find(port => port.address === address && port.direction === direction) ?? null;

  const markFits = () => {
    const wires = readWires(surface.viewport).filter(other => other.group !== picked?.group);
    // What the anchor leads from (or to) must not be led to by it: that would be a circle.
    const closed = reach(wires, nodeOf(anchor.address), anchor.direction === 'out' ? 'up' : 'down');
    for (const port of ports) {
      const [source, target] = anchor.direction === 'out' ? [anchor, port] : [port, anchor];
      port.fits = port.direction !== anchor.direction
        && !closed.has(nodeOf(port.address))
        && (accepts.get(source.type)?.has(target.type) ?? false);
      port.element.classList.toggle('fits', port.fits);
    }
    anchor.element.classList.add('source');
    surface.root.classList.add('wiring');
  };

  const beginDrawing = () => {
    moved = true;
    ports = [...surface.viewport.querySelectorAll('.port')].map(readPort);
    anchor = picked
      ? start.end === 'to' ? findPort(picked.from, 'out') : findPort(picked.to, 'in')
      : findPort(anchor.address, anchor.direction);
    if (!anchor) return;
    markFits();
    if (picked) picked.group.style.visibility = 'hidden';
    pending = document.createElementNS(SVG, 'path');
    pending.setAttribute('class', `pending-wire t-${anchor.type}`);
    surface.viewport.querySelector('.wires').append(pending);
  };

  /** @param {PointerEvent} event @returns {Port | null} The port that a release here means. */
  const targetOf = event => {
    const pointer = surface.toCanvas(event.clientX, event.clientY);
    const reachOfPointer = NEAR / surface.zoom;
    let best = null;
    let bestDistance = reachOfPointer;
    for (const port of ports) {
      if (port.direction === anchor.direction) continue;
      // A port that fits wins over a nearer one that does not.
      const distance = Math.hypot(port.x - pointer.x, port.y - pointer.y) * (port.fits ? 0.5 : 1);
      if (distance < bestDistance) [best, bestDistance] = [port, distance];
    }
    if (best) return best;
    // Anywhere on a node means the fitting port that is nearest in height.
    const node = document.elementFromPoint(event.clientX, event.clientY)?.closest('.node');
    if (!node) return null;
    const own = ports.filter(port => node.contains(port.element) && port.direction !== anchor.direction);
    const candidates = own.some(port => port.fits) ? own.filter(port => port.fits) : own;
    return candidates.sort((a, b) => Math.abs(a.y - pointer.y) - Math.abs(b.y - pointer.y))[0] ?? null;
  };

  // Where the canvas has moved on meanwhile, ports came into sight that can be met now.
  surface.parts.onDrawn(() => {
    if (!pending || !anchor) return;
    const { address, direction } = anchor;
    const here = [...surface.viewport.querySelectorAll('.port')].map(readPort);
    ports = here;
    anchor = findPort(address, direction) ?? anchor;
    markFits();
  });

  const release = () => {
    pending?.remove();
    pending = null;
    if (picked) picked.group.style.visibility = '';
    for (const port of ports) port.element.classList.remove('fits', 'near', 'source');
    surface.root.classList.remove('wiring');
    ports = [];
    anchor = null;
    picked = null;
    near = null;
  };

  return {
    name: 'wire',
    reachesOut: true,

    begin(event) {
      if (event.button !== 0 || !(event.target instanceof Element) || !surface.root.contains(event.target)) return false;
      moved = false;
      const handle = surface.isLookOnly ? null : event.target.closest('.handle');
      if (handle) {
        event.preventDefault();
        start = { x: event.clientX, y: event.clientY, end: 'to' };
        anchor = readPort(/** @type {HTMLElement} */ (handle.closest('.port')));
        // An input that takes one wire and has it gives that wire into the hand.
        if (anchor.direction === 'in' && !anchor.element.classList.contains('list')) {
          const existing = [...surface.viewport.querySelectorAll('.wire')].map(readWire).find(other => other.to === anchor.address);
          if (existing) picked = existing;
        }
        return true;
      }
      const hit = event.target.closest('.wire-hit');
      if (!hit) return false;
      picked = readWire(hit.closest('.wire'));
      const at = surface.toCanvas(event.clientX, event.clientY);
      const end = Math.hypot(at.x - picked.x1, at.y - picked.y1) < Math.hypot(at.x - picked.x2, at.y - picked.y2) ? 'from' : 'to';
      start = { x: event.clientX, y: event.clientY, end };
      return true;
    },

    move(event) {
      if (!moved) {
        if (surface.isLookOnly || !hasMoved(event, start)) return;
        beginDrawing();
      }
      if (!anchor) return;
      const target = targetOf(event);
      if (target !== near) {
        near?.element.classList.remove('near');
        target?.element.classList.add('near');
        near = target;
      }
      const free = surface.toCanvas(event.clientX, event.clientY);
      const end = target?.fits ? target : free;
      pending.setAttribute('d', anchor.direction === 'out'
        ? pathOf(anchor.x, anchor.y, end.x, end.y)
        : pathOf(end.x, end.y, anchor.x, anchor.y));
    },

    end(event) {
      if (!moved) {
        if (picked && event.target instanceof Element && event.target.closest('.wire-hit')) intent.selectWire(picked.from, picked.to);
        return release();
      }
      if (!anchor) return release();
      const target = targetOf(event);
      const [from, to] = anchor.direction === 'out' ? [anchor.address, target?.address] : [target?.address, anchor.address];
      const [old, open] = [picked, anchor];
      const over = document.elementFromPoint(event.clientX, event.clientY);
      release();
      if (old && !target) intent.disconnect(old.from, old.to);
      else if (old && (old.from !== from || old.to !== to)) intent.rewire(old.from, old.to, from, to);
      else if (!old && target) intent.connect(from, to);
      else if (!old && over && surface.root.contains(over)) intent.offer(open.address, open.direction === 'out', event.clientX, event.clientY);
    },

    cancel: release,
  };
}
