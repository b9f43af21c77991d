/**
 * The others who have the same flow open: their pointers, what they hold, what they selected and where they type. All of
 * it is drawn here, beside what the server renders; and what we do is told to them, one light call for each picture,
 * only while somebody else is there.
 *
 * @typedef {{ id: number, name: string, color: number, selection: string[], part: string | null, field: string | null, typing: string }} Guest
 */

import { positionOf, surfaceOf } from './surface.js';
import { draw, nodeOf, pathOf, readWires } from './wires.js';

const SVG = 'http://www.w3.org/2000/svg';
/** The shortest time between two words about our pointer, in milliseconds. */
const FRAME = 40;
const VIEW_PAUSE = 400;
const GLIDE = 400;
const MOST_DRAGGED = 200;

/**
 * @param {HTMLElement} layer Holds the pointers; stands in the `.canvas` element.
 * @param {import('./index.js').DotNet} dotnet
 * @param {string} flowId
 * @param {number} animals How many animals there are to be named after.
 */
export function mount(layer, dotnet, flowId, animals) {
  const root = /** @type {HTMLElement} */ (layer.closest('.canvas'));
  const editor = /** @type {HTMLElement} */ (layer.closest('.editor'));
  const ending = new AbortController();
  const options = { signal: ending.signal };
  const keys = { selection: `selection:${flowId}`, tab: `tab:${flowId}` };
  /** @type {Map<number, Guest>} */
  const guests = new Map();
  /** @type {Map<number, { element: HTMLElement, x: number, y: number }>} */
  const pointers = new Map();
  /** @type {Map<string, { x: number, y: number }>} How far what others hold is from where it stands. */
  let held = new Map();
  let glideTimer = 0;

  // ——— what we tell

  /** @type {{ x: number, y: number } | null} */
  let at = null;
  let told = true;
  let telling = false;
  let toldAt = 0;
  let timer = 0;

  let isOffline = false;
  const say = async (method, ...args) => {
    if (!isOffline) await dotnet.invokeMethodAsync(method, ...args).catch(() => {});
  };

  const tellSoon = () => {
    if (!guests.size || telling || timer) return;
    timer = setTimeout(tell, Math.max(0, toldAt + FRAME - performance.now()));
  };

  async function tell() {
    timer = 0;
    const surface = surfaceOf(root);
    if (told || !guests.size || !surface) return;
    told = true;
    telling = true;
    toldAt = performance.now();
    if (at) {
      const { x, y } = surface.toCanvas(at.x, at.y);
      const dragged = /** @type {HTMLElement[]} */ ([...root.querySelectorAll('.node.dragging, .note.dragging')]).slice(0, MOST_DRAGGED);
      const places = dragged.map(positionOf);
      await say('Point', x, y, dragged.map(element => element.dataset.id), places.map(place => place.x), places.map(place => place.y));
    } else {
      await say('Away');
    }
    telling = false;
    if (!told) tellSoon();
  }

  const pointTo = place => {
    if (!at && !place) return;
    at = place;
    told = false;
    tellSoon();
  };

  window.addEventListener('pointermove', event => {
    const isIn = event.buttons ? at !== null || root.contains(/** @type {Node} */ (event.target)) : root.contains(/** @type {Node} */ (event.target));
    pointTo(isIn ? { x: event.clientX, y: event.clientY } : null);
  }, { ...options, passive: true });
  window.addEventListener('pointerup', event => { if (at) pointTo({ x: event.clientX, y: event.clientY }); }, options);
  document.documentElement.addEventListener('pointerleave', () => pointTo(null), options);
  document.addEventListener('visibilitychange', () => { if (document.hidden) pointTo(null); }, options);

  let viewTimer = 0;
  const tellView = () => {
    viewTimer = 0;
    const surface = surfaceOf(root);
    if (!surface || !guests.size) return;
    const { x, y } = surface.middle;
    void say('Look', x, y, surface.zoom);
  };

  /** @param {EventTarget | null} target */
  const fieldOf = target => {
    const text = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && /^(text|search|url|number)$/.test(target.type));
    const part = text ? target.closest('[data-part]')?.getAttribute('data-part') : null;
    return part ? { part, field: target.closest('[data-field]')?.getAttribute('data-field') ?? target.id } : null;
  };
  editor.addEventListener('focusin', event => {
    const focus = fieldOf(event.target);
    if (focus) void say('Focus', focus.part, focus.field);
  }, options);
  editor.addEventListener('focusout', event => { if (fieldOf(event.target)) void say('Focus', null, null); }, options);

  editor.addEventListener('click', event => {
    const tab = event.target instanceof Element ? event.target.closest('.side [role="tab"]') : null;
    if (tab) sessionStorage.setItem(keys.tab, tab.id);
  }, options);

  // ——— what we show

  const watchSurface = () => {
    const surface = surfaceOf(root);
    if (!surface) return void requestAnimationFrame(() => { if (!ending.signal.aborted) watchSurface(); });
    surface.onChange(() => {
      place(true);
      if (guests.size && !viewTimer) viewTimer = setTimeout(tellView, VIEW_PAUSE);
    });
  };
  watchSurface();

  /** @param {boolean} [atOnce] The view has moved, not they. */
  function place(atOnce = false) {
    const surface = surfaceOf(root);
    if (!surface) return;
    layer.classList.toggle('at-once', atOnce);
    for (const { element, x, y } of pointers.values())
      element.style.translate = `${x * surface.zoom + surface.x}px ${y * surface.zoom + surface.y}px`;
  }

  /** @param {Guest} guest */
  const pointerOf = guest => {
    let pointer = pointers.get(guest.id);
    if (!pointer) {
      const element = document.createElement('div');
      element.className = 'peer-pointer';
      const arrow = document.createElementNS(SVG, 'svg');
      arrow.setAttribute('viewBox', '0 0 16 16');
      const shape = document.createElementNS(SVG, 'path');
      shape.setAttribute('d', 'M1.5 1.5 14 6.4 8.4 8.4 6.4 14Z');
      arrow.append(shape);
      element.append(arrow, document.createElement('span'));
      layer.append(element);
      pointer = { element, x: 0, y: 0 };
      pointers.set(guest.id, pointer);
    }
    pointer.element.dataset.peerColor = String(guest.color);
    pointer.element.lastElementChild.textContent = guest.name;
    return pointer;
  };

  const forget = id => {
    pointers.get(id)?.element.remove();
    pointers.delete(id);
  };

  /** @param {Element} element @param {string} text @param {number} color */
  const mark = (element, text, color) => {
    const { dataset } = /** @type {HTMLElement} */ (element);
    if (dataset.peer !== text) dataset.peer = text;
    if (dataset.peerColor !== String(color)) dataset.peerColor = String(color);
  };

  /** Marks what the others selected and where they type; the marks are attributes that the server knows nothing of. */
  function paint() {
    const marked = new Set();
    for (const guest of guests.values()) {
      for (const id of guest.selection) {
        const element = root.querySelector(`.viewport > [data-id="${CSS.escape(id)}"]`);
        if (!element) continue;
        mark(element, marked.has(element) ? `${element.getAttribute('data-peer')}, ${guest.name}` : guest.name, guest.color);
        marked.add(element);
      }
      if (!guest.part || !guest.field) continue;
      const panel = editor.querySelector(`[data-part="${CSS.escape(guest.part)}"]`);
      const field = panel?.querySelector(`[data-field="${CSS.escape(guest.field)}"]`)
        ?? panel?.querySelector(`#${CSS.escape(guest.field)}`)?.closest('.field');
      if (!field) continue;
      mark(field, guest.typing, guest.color);
      marked.add(field);
    }
    for (const element of editor.querySelectorAll('[data-peer]')) {
      if (marked.has(element)) continue;
      element.removeAttribute('data-peer');
      element.removeAttribute('data-peer-color');
    }
  }

  let painting = 0;
  const observer = new MutationObserver(() => {
    if (!painting) painting = requestAnimationFrame(() => {
      painting = 0;
      paint();
    });
  });

  const watchMarks = () => {
    observer.disconnect();
    if ([...guests.values()].some(guest => guest.selection.length || guest.field))
      observer.observe(editor, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-part'] });
  };

  /** Draws what others hold where they hold it: an offset from where it stands, which is the server's affair. */
  function hold(/** @type {Map<string, { x: number, y: number }>} */ places) {
    if (!places.size && !held.size) return;
    /** @type {typeof held} */
    const now = new Map();
    for (const [id, spot] of places) {
      const element = /** @type {HTMLElement | null} */ (root.querySelector(`.viewport > [data-id="${CSS.escape(id)}"]`));
      if (!element || element.classList.contains('dragging')) continue;
      const own = positionOf(element);
      now.set(id, { x: spot.x - own.x, y: spot.y - own.y });
      element.dataset.held = '';
      element.style.transform = `translate(${spot.x - own.x}px, ${spot.y - own.y}px)`;
    }
    for (const id of held.keys()) {
      if (now.has(id)) continue;
      const element = /** @type {HTMLElement | null} */ (root.querySelector(`.viewport > [data-id="${CSS.escape(id)}"]`));
      if (!element) continue;
      element.style.transform = '';
      delete element.dataset.held;
    }
    const none = { x: 0, y: 0 };
    for (const wire of readWires(/** @type {HTMLElement} */ (root.querySelector('.viewport')))) {
      const [from, to] = [nodeOf(wire.from), nodeOf(wire.to)];
      if (![from, to].some(id => now.has(id) || held.has(id))) continue;
      const [a, b] = [now.get(from) ?? none, now.get(to) ?? none];
      draw(wire.group, pathOf(wire.x1 + a.x, wire.y1 + a.y, wire.x2 + b.x, wire.y2 + b.y));
    }
    held = now;
  }

  const clear = () => {
    for (const id of [...pointers.keys()]) forget(id);
    guests.clear();
    hold(new Map());
    paint();
    watchMarks();
  };
  document.addEventListener('connection-down', () => {
    isOffline = true;
    clear();
  }, options);
  document.addEventListener('connection-up', () => {
    isOffline = false;
    telling = false;
  }, options);

  return {
    /** What this browser and this tab remember. */
    recall() {
      let animal = Number(localStorage.getItem('guest-animal') ?? NaN);
      if (!Number.isInteger(animal)) {
        animal = Math.floor(Math.random() * animals);
        localStorage.setItem('guest-animal', String(animal));
      }
      let selection = [];
      try {
        selection = JSON.parse(sessionStorage.getItem(keys.selection) ?? '[]');
      } catch {
        // What another program left under this key is no selection.
      }
      return {
        name: localStorage.getItem('guest-name') ?? '',
        animal,
        selection: Array.isArray(selection) ? selection.filter(id => typeof id === 'string') : [],
        tab: sessionStorage.getItem(keys.tab) ?? '',
      };
    },

    /** Ends the recalling: the page is as it was. @param {string} id The tab that was open when this page was here last. */
    openTab(id) {
      layer.dataset.recalled = '';
      const tab = id ? editor.querySelector(`.side #${CSS.escape(id)}`) : null;
      if (tab instanceof HTMLButtonElement && !tab.disabled && tab.getAttribute('aria-selected') !== 'true') tab.click();
    },

    /** @param {string[]} ids What is selected. */
    remember: ids => sessionStorage.setItem(keys.selection, JSON.stringify(ids)),

    /** @param {Guest[]} list Everyone else who is here. */
    meet(list) {
      const wasAlone = !guests.size;
      guests.clear();
      for (const guest of list) guests.set(guest.id, guest);
      for (const id of [...pointers.keys()]) {
        if (guests.has(id)) pointerOf(guests.get(id));
        else forget(id);
      }
      paint();
      watchMarks();
      if (!wasAlone || !guests.size) return;
      tellView();
      if (at) pointTo(at);
    },

    /** @param {[number, number?, number?, [string, number, number][]?][]} list Where each pointer is; without a place where it is not here. */
    point(list) {
      const places = new Map();
      for (const [id, x, y, dragged] of list) {
        const guest = guests.get(id);
        if (!guest) continue;
        if (x === undefined) {
          forget(id);
          continue;
        }
        const pointer = pointerOf(guest);
        [pointer.x, pointer.y] = [x, y];
        for (const [part, left, top] of dragged) places.set(part, { x: left, y: top });
      }
      place();
      hold(places);
    },

    /** Lets what moves next move so that the eye can follow. */
    glide() {
      root.classList.add('gliding');
      clearTimeout(glideTimer);
      glideTimer = setTimeout(() => root.classList.remove('gliding'), GLIDE);
    },

    /** @param {number} x @param {number} y @param {number} zoom Shows what somebody else sees. */
    look(x, y, zoom) {
      const surface = surfaceOf(root);
      if (!surface) return;
      const box = root.getBoundingClientRect();
      surface.look(box.width / 2 - x * zoom, box.height / 2 - y * zoom, zoom);
      surface.remember();
    },

    dispose() {
      ending.abort();
      clear();
      observer.disconnect();
    },
  };
}
