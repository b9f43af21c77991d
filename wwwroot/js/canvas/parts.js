/**
 * Where every node and note stands, drawn or not. The server tells it (PartFeed.cs), gestures change it while they last,
 * and the browser measures how high the drawn ones really are. So nothing here asks the page for its layout.
 *
 * @typedef {object} Part
 * @property {string} id
 * @property {number} x In canvas pixels, as the other three.
 * @property {number} y
 * @property {number} width
 * @property {number} height As the server guesses it until it was drawn.
 * @property {boolean} isMeasured
 * @property {boolean} isNote
 * @property {boolean} selected
 * @property {boolean} running
 * @property {boolean} failed
 * @property {HTMLElement | null} element Its card, where it is drawn.
 */

const SELECTED = 1, RUNNING = 2, FAILED = 4, NOTE = 8;

/** @param {Node} node @returns {node is HTMLElement} */
const isCardOf = node => node instanceof Element && /** @type {HTMLElement} */ (node).dataset?.id !== undefined;

/** @param {Element} element Whether it is what stands for a card far away (NodeBlock.razor). */
export const isBlock = element => element.classList.contains('block');

/**
 * Shows a card at another place until the server draws it there.
 * @param {Part} part With its new place.
 * @param {import('./surface.js').Point} shift From the place where the server drew it.
 */
export function showAt({ element, x, y }, shift) {
  if (element) element.style.translate = isBlock(element) ? `${shift.x}px ${shift.y}px` : `${x}px ${y}px`;
}

/** Lets a card stay where it was shown. @param {Part} part */
export function settle({ element, x, y }) {
  if (!element || !isBlock(element)) return;
  const [box, text] = element.children;
  const dx = x - Number(box.getAttribute('x')), dy = y - Number(box.getAttribute('y'));
  for (const shape of [box, text, ...text.children]) {
    shape.setAttribute('x', String(Number(shape.getAttribute('x')) + dx));
    if (shape.hasAttribute('y')) shape.setAttribute('y', String(Number(shape.getAttribute('y')) + dy));
  }
  element.style.translate = '';
}

export class Parts {
  /** @type {Map<string, Part>} */
  #parts = new Map();
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Set<() => void>} */
  #drawnListeners = new Set();
  /** @type {Map<string, HTMLElement>} Cards that were drawn, of parts told or not yet told. */
  #elements = new Map();
  /** @type {string | null} Who gets the keyboard as soon as it is drawn. */
  #awaited = null;
  /** @type {string | null} Who has the keyboard. */
  focused = null;
  /** How many of the parts are nodes. */
  nodeCount = 0;
  /** Whether the keyboard is just being given back to a card that was drawn anew. */
  isRestoring = false;

  /**
   * @param {HTMLElement} viewport
   * @param {AbortSignal} signal
   */
  constructor(viewport, signal) {
    this.viewport = viewport;
    const sizes = new ResizeObserver(entries => {
      for (const { target, borderBoxSize: [size] } of entries) {
        const element = /** @type {HTMLElement} */ (target);
        const part = this.#parts.get(element.dataset.id);
        if (!part || part.element !== element || size.blockSize === 0) continue;
        part.width = size.inlineSize;
        part.height = size.blockSize;
        part.isMeasured = true;
      }
      this.changed();
    });
    const cards = new MutationObserver(records => {
      let isCard = false;
      for (const { addedNodes, removedNodes } of records) {
        for (const node of removedNodes) isCard = this.#left(node, sizes) || isCard;
        for (const node of addedNodes) isCard = this.#came(node, sizes) || isCard;
      }
      // Marks of gestures are drawn here too.
      if (!isCard) return;
      this.changed();
      for (const listener of this.#drawnListeners) listener();
    });
    // Far away, the nodes of a large flow stand in a picture of their own.
    for (const place of [viewport, viewport.querySelector('.blocks')]) {
      cards.observe(place, { childList: true });
      for (const child of place.children) this.#came(child, sizes);
    }

    viewport.addEventListener('focusin', event => {
      this.focused = event.target instanceof Element ? this.#idOf(event.target) : null;
    }, { signal });
    viewport.addEventListener('focusout', event => {
      // A card that is drawn anew loses the keyboard without anyone having taken it.
      if (event.relatedTarget || event.target?.isConnected) this.focused = null;
    }, { signal });
    signal.addEventListener('abort', () => {
      sizes.disconnect();
      cards.disconnect();
    });
  }

  /** @returns {Part[]} In the order of the document. */
  get all() {
    return [...this.#parts.values()];
  }

  /** @returns {Part[]} */
  get selected() {
    return this.all.filter(part => part.selected);
  }

  /** @param {string} id */
  get(id) {
    return this.#parts.get(id);
  }

  /** @param {() => void} listener Called after a part came, went, moved or looks different. */
  onChange(listener) {
    this.#listeners.add(listener);
  }

  /** @param {() => void} listener Called after cards were drawn or taken away. */
  onDrawn(listener) {
    this.#drawnListeners.add(listener);
  }

  changed() {
    for (const listener of this.#listeners) listener();
  }

  /** @param {{ ids: string[], boxes: number[], gone: string[] } | null} news */
  tell(news) {
    if (!news) return;
    for (const id of news.gone) this.#parts.delete(id);
    news.ids.forEach((id, index) => {
      const [x, y, width, height, marks] = news.boxes.slice(index * 5, index * 5 + 5);
      const known = this.#parts.get(id);
      this.#parts.set(id, Object.assign(known ?? /** @type {Part} */ ({ id, isMeasured: false }), {
        x, y, width,
        height: known?.isMeasured ? known.height : height,
        isNote: (marks & NOTE) !== 0,
        selected: (marks & SELECTED) !== 0,
        running: (marks & RUNNING) !== 0,
        failed: (marks & FAILED) !== 0,
        element: this.#elements.get(id) ?? null,
      }));
    });
    this.nodeCount = this.all.reduce((count, part) => count + (part.isNote ? 0 : 1), 0);
    this.changed();
  }

  /**
   * @param {Iterable<Part>} [parts]
   * @returns {import('./surface.js').Box | null} The least rectangle about these, or all.
   */
  boundsOf(parts = this.#parts.values()) {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const { x, y, width, height } of parts) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + width);
      bottom = Math.max(bottom, y + height);
    }
    return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
  }

  /** Gives the keyboard to a part, now or as soon as it is drawn. @param {string} id */
  focus(id) {
    this.focused = id;
    const element = this.#elements.get(id);
    this.#awaited = element ? null : id;
    element?.focus({ preventScroll: true });
  }

  /** @param {Element} element */
  #idOf(element) {
    return /** @type {HTMLElement | null} */ (element.closest('[data-id]'))?.dataset.id ?? null;
  }

  /** @param {Node} node @param {ResizeObserver} sizes @returns {boolean} Whether it is a card. */
  #came(node, sizes) {
    if (!isCardOf(node)) return false;
    const id = node.dataset.id;
    this.#elements.set(id, node);
    const part = this.#parts.get(id);
    if (part) part.element = node;
    if (!isBlock(node)) sizes.observe(node);
    if (this.#awaited === id || (this.focused === id && document.activeElement === document.body)) {
      this.#awaited = null;
      this.isRestoring = true;
      node.focus({ preventScroll: true });
      this.isRestoring = false;
    }
    return true;
  }

  /** @param {Node} node @param {ResizeObserver} sizes @returns {boolean} Whether it was a card. */
  #left(node, sizes) {
    if (!isCardOf(node)) return false;
    sizes.unobserve(node);
    const id = node.dataset.id;
    if (this.#elements.get(id) !== node) return true;
    this.#elements.delete(id);
    const part = this.#parts.get(id);
    if (part) part.element = null;
    return true;
  }
}
