/**
 * Wires as curves. The server draws them; while something is dragged they are drawn here, by the same formula
 * (WireGeometry.cs).
 *
 * @typedef {object} Wire
 * @property {SVGGElement} group
 * @property {string} from `node.port`
 * @property {string} to `node.port`
 * @property {string} type What goes along it.
 * @property {number} x1
 * @property {number} y1
 * @property {number} x2
 * @property {number} y2
 */

/** @param {string} address `node.port` */
export const nodeOf = address => address.slice(0, address.indexOf('.'));

/**
 * How far the curve of a wire reaches out from its ends before it turns.
 * @param {number} across From its beginning to its end, to the right.
 */
const bendOf = across => across >= 0 ? Math.min(180, Math.max(36, across * 0.5)) : Math.min(220, 60 - across * 0.35);

/**
 * @param {Wire} wire
 * @param {number} t From 0, its beginning, to 1, its end.
 * @returns {import('./surface.js').Point}
 */
export function pointOn({ x1, y1, x2, y2 }, t) {
  const bend = bendOf(x2 - x1);
  const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
  return { x: a * x1 + b * (x1 + bend) + c * (x2 - bend) + d * x2, y: (a + b) * y1 + (c + d) * y2 };
}

/** @param {number} value */
const tenth = value => Math.round(value * 10) / 10;

/**
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 * @returns {string} The path of the curve.
 */
export function pathOf(x1, y1, x2, y2) {
  const bend = bendOf(x2 - x1);
  return `M${tenth(x1)} ${tenth(y1)}C${tenth(x1 + bend)} ${tenth(y1)} ${tenth(x2 - bend)} ${tenth(y2)} ${tenth(x2)} ${tenth(y2)}`;
}

/**
 * @param {Element} group
 * @returns {Wire}
 */
export function readWire(group) {
  const { from, to, x1, y1, x2, y2 } = /** @type {SVGGElement} */ (group).dataset;
  const type = [...group.classList].find(name => name.startsWith('t-'))?.slice(2) ?? 'any';
  return { group: /** @type {SVGGElement} */ (group), from, to, type, x1: +x1, y1: +y1, x2: +x2, y2: +y2 };
}

/**
 * @param {HTMLElement} viewport
 * @returns {Wire[]}
 */
export const readWires = viewport => [...viewport.querySelectorAll('.wire')].map(readWire);

/**
 * @param {SVGGElement} group
 * @param {string} path
 */
export function draw(group, path) {
  for (const element of group.children) element.setAttribute('d', path);
}

/**
 * The nodes that a node leads to, itself included: what must not lead back to it.
 * @param {Wire[]} wires
 * @param {string} start
 * @param {'down' | 'up'} direction
 * @returns {Set<string>}
 */
export function reach(wires, start, direction) {
  /** @type {Map<string, string[]>} */
  const next = new Map();
  for (const wire of wires) {
    const [a, b] = direction === 'down' ? [nodeOf(wire.from), nodeOf(wire.to)] : [nodeOf(wire.to), nodeOf(wire.from)];
    const known = next.get(a);
    if (known) known.push(b);
    else next.set(a, [b]);
  }
  const seen = new Set([start]);
  const open = [start];
  while (open.length) {
    for (const node of next.get(open.pop()) ?? []) {
      if (seen.has(node)) continue;
      seen.add(node);
      open.push(node);
    }
  }
  return seen;
}
