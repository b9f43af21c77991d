/**
 * The canvas as a plane: where it is looked at. Everything here is local to the browser.
 *
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */

import { Parts } from './parts.js';

export const MIN_ZOOM = 0.1;
export const MAX_ZOOM = 4;
export const GRID = 10;
/** Below this zoom, cards are too small to be read: they show their titles only, and large. */
const FAR_ZOOM = 0.35;
/** So long after the last step of the wheel or of a pinch, text is drawn sharp again. */
const SETTLED = 160;

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
  #settling = 0;
  #box = { left: 0, top: 0, width: 0, height: 0 };

  /**
   * @param {HTMLElement} root The `.canvas` element.
   * @param {string} memoryKey Where this tab remembers the view of this flow.
   * @param {AbortSignal} signal
   */
  constructor(root, memoryKey, signal) {
    this.root = root;
    this.viewport = /** @type {HTMLElement} */ (root.querySelector('.viewport'));
    this.grid = /** @type {HTMLElement} */ (root.querySelector('.canvas-grid'));
    this.zoomLabel = /** @type {HTMLElement} */ (root.querySelector('[data-zoom-label]'));
    this.memoryKey = memoryKey;
    this.parts = new Parts(this.viewport, signal);
    this.x = 0;
    this.y = 0;
    this.zoom = 1;
    surfaces.set(root, this);
    this.isFar = false;

    /** Whether one only looks here, and nothing may be moved, drawn or written. */
    this.isLookOnly = root.dataset.lookOnly !== undefined;

    const measure = () => {
      const { left, top, width, height } = root.getBoundingClientRect();
      const resized = width !== this.#box.width || height !== this.#box.height;
      this.#box = { left, top, width, height };
      if (resized) this.#tell();
    };
    measure();
    // Layout is asked for when it may have changed, not in each step of a gesture.
    const size = new ResizeObserver(measure);
    size.observe(root);
    window.addEventListener('resize', measure, { signal });
    root.addEventListener('pointerdown', measure, { signal, capture: true });
    // A card that gets the keyboard out of sight would make the browser scroll what is not meant to scroll.
    root.addEventListener('scroll', () => root.scrollTo(0, 0), { signal });
    signal.addEventListener('abort', () => size.disconnect());
  }

  /** @param {() => void} listener Called after each change of the view, or of the room for it. */
  onChange(listener) {
    this.#listeners.add(listener);
  }

  /** @returns {HTMLElement[]} The cards that are drawn; `parts` knows the others too. */
  get nodes() {
    return [...this.viewport.querySelectorAll('.node, .note')];
  }

  /** Where the canvas lies in the window, in client pixels. */
  get box() {
    return this.#box;
  }

  /** @returns {Box} What is seen, in canvas pixels. */
  get seen() {
    const { width, height } = this.#box;
    return { x: -this.x / this.zoom, y: -this.y / this.zoom, width: width / this.zoom, height: height / this.zoom };
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @returns {Point} The place under the pointer, in canvas pixels.
   */
  toCanvas(clientX, clientY) {
    return { x: (clientX - this.#box.left - this.x) / this.zoom, y: (clientY - this.#box.top - this.y) / this.zoom };
  }

  /** @returns {Point} The middle of what is seen, in canvas pixels. */
  get middle() {
    const { left, top, width, height } = this.#box;
    return this.toCanvas(left + width / 2, top + height / 2);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} [zoom]
   */
  look(x, y, zoom = this.zoom) {
    const next = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
    const zoomed = next !== this.zoom;
    // Whole pixels keep text sharp.
    this.x = Math.round(x);
    this.y = Math.round(y);
    this.zoom = next;
    this.viewport.style.transform = `translate3d(${this.x}px, ${this.y}px, 0) scale(${this.zoom})`;
    // Far out the dots would run together into grey.
    const step = 20 * this.zoom * (this.zoom < 0.5 ? 4 : 1);
    this.grid.style.transform = `translate3d(${this.x % step}px, ${this.y % step}px, 0)`;
    if (zoomed || !this.grid.style.backgroundSize) this.#rescale(step);
    this.#tell();
  }

  /**
   * Zooms so that the place under the pointer stays under it.
   * @param {number} clientX
   * @param {number} clientY
   * @param {number} zoom
   */
  zoomAt(clientX, clientY, zoom) {
    const next = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
    const px = clientX - this.#box.left;
    const py = clientY - this.#box.top;
    this.look(px - ((px - this.x) / this.zoom) * next, py - ((py - this.y) / this.zoom) * next, next);
  }

  /** @param {number} zoom Zooms about the middle of what is seen. */
  zoomTo(zoom) {
    const { left, top, width, height } = this.#box;
    this.zoomAt(left + width / 2, top + height / 2, zoom);
  }

  /** @param {import('./parts.js').Part[]} [parts] Shows these, or everything, as large as it fits and not above 100 %. */
  fit(parts) {
    const bounds = this.parts.boundsOf(parts);
    const box = this.#box;
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

  /** @param {Box} part Brings a part into sight where it is not. */
  reveal(part) {
    const seen = this.seen;
    const inside = part.x >= seen.x && part.x + part.width <= seen.x + seen.width
      && part.y >= seen.y && part.y + part.height <= seen.y + seen.height;
    if (inside) return;
    const zoom = Math.max(this.zoom, 0.6);
    this.look(
      this.#box.width / 2 - (part.x + part.width / 2) * zoom,
      this.#box.height / 2 - (part.y + part.height / 2) * zoom,
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

  /** @param {number} step Between two dots of the grid, in client pixels. */
  #rescale(step) {
    this.grid.style.inset = `${-step}px`;
    this.grid.style.backgroundSize = `${step}px ${step}px`;
    this.isFar = this.zoom < FAR_ZOOM;
    this.root.classList.toggle('far', this.isFar);
    if (this.zoomLabel) this.zoomLabel.textContent = `${Math.round(this.zoom * 100)} %`;
    // While it grows or shrinks the picture of the cards is scaled; they are drawn anew when it has come to rest.
    this.viewport.classList.add('zooming');
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.viewport.classList.remove('zooming'), SETTLED);
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}
