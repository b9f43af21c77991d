/**
 * The edge of the side panel: dragged with the pointer, moved with the arrow keys; the width is remembered.
 */

const KEY = 'side-width';
const STEP = 16;

/**
 * @param {HTMLElement} edge The element with the role `separator`; `aria-valuemin` bounds the width.
 */
export function mount(edge) {
  /** Carries the width as `--side`. */
  const frame = /** @type {HTMLElement} */ (edge.closest('.editor'));
  const ending = new AbortController();
  const options = { signal: ending.signal };
  const least = Number(edge.getAttribute('aria-valuemin'));
  // The canvas keeps the larger part of the window.
  const most = () => Math.max(least, Math.round(frame.clientWidth * 0.5));
  const width = () => Math.round(edge.parentElement?.getBoundingClientRect().width ?? 0);

  /** What was chosen, or null for the width of the design: a transition may still be on its way there. @type {number | null} */
  let chosen = null;
  const now = () => chosen ?? width();

  const tell = () => {
    edge.setAttribute('aria-valuemax', String(most()));
    edge.setAttribute('aria-valuenow', String(Math.min(most(), now())));
  };
  /** @param {number | null} value Pixels, or null for the width of the design. */
  const set = value => {
    chosen = value === null ? null : Math.min(most(), Math.max(least, Math.round(value)));
    if (chosen === null) frame.style.removeProperty('--side');
    else frame.style.setProperty('--side', `${chosen}px`);
    tell();
  };
  const keep = () => {
    try {
      if (chosen === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, String(chosen));
    } catch {
      // Not remembered, and still as wide as it was made.
    }
  };

  edge.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    event.preventDefault();
    edge.setPointerCapture(event.pointerId);
    const [start, from] = [event.clientX, now()];
    const drag = new AbortController();
    edge.addEventListener('pointermove', move => set(from + start - move.clientX), { signal: drag.signal });
    for (const type of ['pointerup', 'pointercancel']) {
      edge.addEventListener(type, () => {
        drag.abort();
        keep();
      }, { signal: drag.signal });
    }
  }, options);
  edge.addEventListener('dblclick', () => {
    set(null);
    keep();
  }, options);
  edge.addEventListener('keydown', event => {
    const change = { ArrowLeft: STEP, ArrowRight: -STEP, Home: -Infinity, End: Infinity }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(Math.min(most(), Math.max(least, now() + change)));
    keep();
  }, options);
  window.addEventListener('resize', tell, options);

  try {
    const kept = parseFloat(localStorage.getItem(KEY) ?? '');
    if (kept > 0) set(kept);
  } catch {
    // No storage: the width of the design.
  }
  tell();
  return { dispose: () => ending.abort() };
}
