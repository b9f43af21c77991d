/** Tells the server which part of a large flow is looked at, so that only that is drawn. */

/** The canvas has come to rest when nothing moved for so long, in milliseconds. */
const REST = 110;
/** Where something not drawn comes into sight meanwhile, it is told at most this often. */
const PACE = 250;
/** So much is drawn beyond each edge of the sight, in parts of its size: near, and far away. */
const MARGIN = { near: 0.4, far: 0.3 };

/**
 * @param {import('./surface.js').Surface} surface
 * @param {(left: number, top: number, right: number, bottom: number, isFar: boolean, focused: string | null) => void} tell
 * @param {number} few Flows with no more nodes than this are drawn whole.
 * @param {AbortSignal} signal
 */
export function sight(surface, tell, few, signal) {
  const { parts } = surface;
  /** @type {{ left: number, top: number, right: number, bottom: number, isFar: boolean, zoom: number, focused: string | null } | null} */
  let told = null;
  let toldAt = 0;
  let timer = 0;
  let isSoon = false;

  const forget = () => {
    clearTimeout(timer);
    timer = 0;
    isSoon = false;
  };

  const send = () => {
    forget();
    if (parts.nodeCount <= few || signal.aborted) return;
    const { x, y, width, height } = surface.seen;
    const margin = surface.isFar ? MARGIN.far : MARGIN.near;
    told = {
      left: Math.floor(x - width * margin),
      top: Math.floor(y - height * margin),
      right: Math.ceil(x + width * (1 + margin)),
      bottom: Math.ceil(y + height * (1 + margin)),
      isFar: surface.isFar,
      zoom: surface.zoom,
      focused: parts.focused,
    };
    toldAt = performance.now();
    tell(told.left, told.top, told.right, told.bottom, told.isFar, told.focused);
  };

  const atRest = () => {
    if (isSoon) return;
    clearTimeout(timer);
    timer = setTimeout(send, REST);
  };

  const soon = () => {
    if (isSoon) return;
    clearTimeout(timer);
    isSoon = true;
    timer = setTimeout(send, Math.max(0, toldAt + PACE - performance.now()));
  };

  const consider = () => {
    if (parts.nodeCount <= few) {
      told = null;
      return forget();
    }
    if (!told) return send();
    const { x, y, width, height } = surface.seen;
    /** @param {number} share Whether what is drawn goes beyond the sight by this share of it. */
    const reaches = share => x - width * share >= told.left && y - height * share >= told.top
      && x + width * (1 + share) <= told.right && y + height * (1 + share) <= told.bottom;
    const isRight = surface.isFar === told.isFar && parts.focused === told.focused;
    if (!reaches(0)) soon();
    // Half of the margin is used up, or much more is drawn than is seen.
    else if (!isRight || !reaches((surface.isFar ? MARGIN.far : MARGIN.near) / 2) || surface.zoom > told.zoom * 2) atRest();
    else forget();
  };

  surface.onChange(consider);
  parts.onChange(consider);
  surface.viewport.addEventListener('focusin', event => {
    // What is reached by keys is shown; what a pointer presses is seen.
    const card = event.target instanceof Element && event.target.matches('.node:focus-visible, .note:focus-visible') ? event.target : null;
    const part = card && parts.get(/** @type {HTMLElement} */ (card).dataset.id);
    if (part && !parts.isRestoring) surface.reveal(part);
    // Tab goes on to the next card of the document, which may have to be drawn first.
    consider();
  }, { signal });
  signal.addEventListener('abort', forget);
  consider();
}
