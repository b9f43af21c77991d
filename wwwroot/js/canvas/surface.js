/**
 * The canvas as a plane: where it is looked at, and where its nodes stand. Everything here is local to the browser.
 *
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */

export const MIN_ZOOM = 0.1;
export const MAX_ZOOM = 4;
export const GRID = 10;

/** @param {number} value */
export const snap = value => Math.round(value / GRID) * GRID;

/**
 * Where an element with a `translate` stands, in canvas pixels.
 * @param {HTMLElement} element
 * @returns {Point}
 */
export function positionOf(element) {
  const [x, y] = (element.style.translate || '0px 0px').split(' ');
  return { x: parseFloat(x) || 0, y: parseFloat(y) || 0 };
}

/** @type {WeakMap<HTMLElement, Surface>} */
const surfaces = new WeakMap();

/** @param {HTMLElement} root @returns {Surface | null} The surface of a `.canvas` element, once there is one. */
export const surfaceOf = root => surfaces.get(root) ?? null;

export class Surface {
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /**
   * @param {HTMLElement} root The `.canvas` element.
   * @param {string} memoryKey Where this tab remembers the view of this flow.
   */
  constructor(root, memoryKey) {
    this.root = root;
    this.viewport = /** @type {HTMLElement} */ (root.querySelector('.viewport'));
    this.grid = /** @type {HTMLElement} */ (root.querySelector('.canvas-grid'));
    this.zoomLabel = /** @type {HTMLElement} */ (root.querySelector('[data-zoom-label]'));
    this.memoryKey = memoryKey;
    this.x = 0;
    this.y = 0;
    this.zoom = 1;
    surfaces.set(root, this);
  }

  /** @param {() => void} listener Called after each change of the view. */
  onChange(listener) {
    this.#listeners.add(listener);
  }

  /** @returns {HTMLElement[]} */
  get nodes() {
    return [...this.viewport.querySelectorAll('.node, .note')];
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @returns {Point} The place under the pointer, in canvas pixels.
   */
  toCanvas(clientX, clientY) {
    const box = this.root.getBoundingClientRect();
    return { x: (clientX - box.left - this.x) / this.zoom, y: (clientY - box.top - this.y) / this.zoom };
  }

  /** @returns {Point} The middle of what is seen, in canvas pixels. */
  get middle() {
    const box = this.root.getBoundingClientRect();
    return this.toCanvas(box.left + box.width / 2, box.top + box.height / 2);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} [zoom]
   */
  look(x, y, zoom = this.zoom) {
    this.x = x;
    this.y = y;
    this.zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
    this.viewport.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.zoom})`;
    // Far out the dots would run together into grey.
    const step = 20 * this.zoom * (this.zoom < 0.5 ? 4 : 1);
    this.grid.style.backgroundSize = `${step}px ${step}px`;
    this.grid.style.backgroundPosition = `${this.x}px ${this.y}px`;
    if (this.zoomLabel) this.zoomLabel.textContent = `${Math.round(this.zoom * 100)} %`;
    for (const listener of this.#listeners) listener();
  }

  /**
   * Zooms so that the place under the pointer stays under it.
   * @param {number} clientX
   * @param {number} clientY
   * @param {number} zoom
   */
  zoomAt(clientX, clientY, zoom) {
    const box = this.root.getBoundingClientRect();
    const next = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
    const px = clientX - box.left;
    const py = clientY - box.top;
    this.look(px - ((px - this.x) / this.zoom) * next, py - ((py - this.y) / this.zoom) * next, next);
  }

  /** @param {number} zoom Zooms about the middle of what is seen. */
  zoomTo(zoom) {
    const box = this.root.getBoundingClientRect();
    this.zoomAt(box.left + box.width / 2, box.top + box.height / 2, zoom);
  }

  /**
   * @param {HTMLElement[]} [elements]
   * @returns {Box | null}
   */
  boundsOf(elements = this.nodes) {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const element of elements) {
      const { x, y } = positionOf(element);
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + element.offsetWidth);
      bottom = Math.max(bottom, y + element.offsetHeight);
    }
    return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
  }

  /** @param {HTMLElement[]} [elements] Shows these, or everything, as large as it fits and not above 100 %. */
  fit(elements) {
    const bounds = this.boundsOf(elements);
    const box = this.root.getBoundingClientRect();
    if (!bounds || !box.width) return this.look(80, 80, 1);
    const side = box.width > 600 ? 36 : 16;
    // The hint above and the tools below must not cover a node.
    const above = 76, below = 72;
    const zoom = Math.min(1, (box.width - 2 * side) / bounds.width, (box.height - above - below) / bounds.height);
    const bounded = Math.max(MIN_ZOOM, zoom);
    this.look(
      (box.width - bounds.width * bounded) / 2 - bounds.x * bounded,
      above + (box.height - above - below - bounds.height * bounded) / 2 - bounds.y * bounded,
      bounded);
  }

  /** @param {HTMLElement} element Brings an element into sight where it is not. */
  reveal(element) {
    const box = this.root.getBoundingClientRect();
    const target = element.getBoundingClientRect();
    const inside = target.left >= box.left && target.right <= box.right && target.top >= box.top && target.bottom <= box.bottom;
    if (inside) return;
    const { x, y } = positionOf(element);
    const zoom = Math.max(this.zoom, 0.6);
    this.look(
      box.width / 2 - (x + element.offsetWidth / 2) * zoom,
      box.height / 2 - (y + element.offsetHeight / 2) * zoom,
      zoom);
  }

  remember() {
    sessionStorage.setItem(this.memoryKey, JSON.stringify([this.x, this.y, this.zoom]));
  }

  /** Shows what this tab saw last, or everything. */
  recall() {
    try {
      const known = JSON.parse(sessionStorage.getItem(this.memoryKey) ?? 'null');
      if (Array.isArray(known) && known.length === 3 && known.every(Number.isFinite)) return this.look(known[0], known[1], known[2]);
    } catch {
      // What another program left under this key is no view.
    }
    this.fit();
  }
}
