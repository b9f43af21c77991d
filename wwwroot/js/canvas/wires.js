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

/** A wire that goes back further than this turns round and runs between the rows of cards. */
const BACK = 120;
/** Rows further apart than this have room for a wire between them. */
const ROWS_APART = 180;
/** From a card's first port up to the room above the card. */
const ABOVE_PORT = 100;

/** @param {number} height How far it goes up or down in the turn. */
const turnOf = height => Math.min(84, Math.max(36, Math.abs(height) * 2 / 3));

/**
 * The way of a wire that goes back to another row: round the right side, back above the lower of both cards, round the left.
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 * @returns {{ lane: number, out1: number, out2: number } | null} Null for one that goes ahead.
 */
function aroundOf(x1, y1, x2, y2) {
  if (x1 - x2 <= BACK || Math.abs(y2 - y1) <= ROWS_APART) return null;
  const lane = Math.max(y1, y2) - ABOVE_PORT;
  return { lane, out1: turnOf(lane - y1), out2: turnOf(lane - y2) };
}

/**
 * @param {number} t From 0 to 1.
 * @param {number[]} xs The beginning of a curve, both its handles, and its end.
 * @param {number[]} ys
 * @returns {import('./surface.js').Point}
 */
function onCurve(t, xs, ys) {
  const shares = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
  const along = values => values.reduce((sum, value, index) => sum + value * shares[index], 0);
  return { x: along(xs), y: along(ys) };
}

/**
 * @param {Wire} wire
 * @param {number} t From 0, its beginning, to 1, its end.
 * @returns {import('./surface.js').Point}
 */
export function pointOn({ x1, y1, x2, y2 }, t) {
  const around = aroundOf(x1, y1, x2, y2);
  if (!around) {
    const bend = bendOf(x2 - x1);
    return onCurve(t, [x1, x1 + bend, x2 - bend, x2], [y1, y1, y2, y2]);
  }
  const { lane, out1, out2 } = around;
  // The turns are short, the way back between them is long.
  if (t < 0.15) return onCurve(t / 0.15, [x1, x1 + out1, x1 + out1, x1], [y1, y1, lane, lane]);
  if (t > 0.85) return onCurve((t - 0.85) / 0.15, [x2, x2 - out2, x2 - out2, x2], [lane, lane, y2, y2]);
  return { x: x1 + (x2 - x1) * (t - 0.15) / 0.7, y: lane };
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
  const around = aroundOf(x1, y1, x2, y2);
  if (around) {
    const { lane, out1, out2 } = around;
    return `M${tenth(x1)} ${tenth(y1)}C${tenth(x1 + out1)} ${tenth(y1)} ${tenth(x1 + out1)} ${tenth(lane)} ${tenth(x1)} ${tenth(lane)}`
      + `L${tenth(x2)} ${tenth(lane)}C${tenth(x2 - out2)} ${tenth(lane)} ${tenth(x2 - out2)} ${tenth(y2)} ${tenth(x2)} ${tenth(y2)}`;
  }
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
