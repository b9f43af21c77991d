/** The whole flow in a corner; pressing it goes there. */

/** The picture of the nodes is drawn at most this often, in milliseconds; the frame of what is seen follows at once. */
const PACE = 90;
/** How thick the lines of the frame are (canvas.css), in client pixels. */
const THICK = 1.5;

/**
 * @param {import('./surface.js').Surface} surface
 * @param {HTMLElement} element The `.minimap`.
 * @returns {import('./gestures.js').Gesture & { listen: (signal: AbortSignal) => void }}
 */
export function minimap(surface, element) {
  const { parts } = surface;
  const picture = element.querySelector('canvas');
  const lines = /** @type {HTMLElement[]} */ ([...element.querySelectorAll('.minimap-view i')]);
  const pad = 12;
  let width = 0, height = 0;
  let scale = 1;
  let offset = { x: 0, y: 0 };
  let timer = 0;
  let paintedAt = -PACE;
  let from = { x: 0, y: 0 };

  // Four lines that are only moved and stretched: a frame that changes its size would make the browser put together anew
  // all that is drawn on the canvas, in each frame of a pan.
  const placeFrame = () => {
    const seen = surface.seen;
    // Where more is seen than the map shows, the frame runs along the map's edge.
    const left = Math.max(1, seen.x * scale + offset.x), top = Math.max(1, seen.y * scale + offset.y);
    const right = Math.min(width - 1, (seen.x + seen.width) * scale + offset.x);
    const bottom = Math.min(height - 1, (seen.y + seen.height) * scale + offset.y);
    const isSeen = right > left && bottom > top;
    const across = isSeen ? right - left : 0, down = isSeen ? bottom - top : 0;
    const place = (line, x, y, stretchX, stretchY) => {
      line.style.transform = `translate3d(${x}px, ${y}px, 0) scale(${stretchX}, ${stretchY})`;
    };
    place(lines[0], left, top, across, 1);
    place(lines[1], left, bottom - THICK, across, 1);
    place(lines[2], left, top, 1, down);
    place(lines[3], right - THICK, top, 1, down);
  };

  const paint = () => {
    timer = 0;
    paintedAt = performance.now();
    const bounds = parts.boundsOf();
    element.hidden = !bounds;
    if (!bounds) return;
    ({ clientWidth: width, clientHeight: height } = element);
    if (!width) return;
    const ratio = window.devicePixelRatio || 1;
    picture.width = width * ratio;
    picture.height = height * ratio;
    scale = Math.min((width - 2 * pad) / bounds.width, (height - 2 * pad) / bounds.height, 0.2);
    offset = { x: (width - bounds.width * scale) / 2 - bounds.x * scale, y: (height - bounds.height * scale) / 2 - bounds.y * scale };

    const brush = picture.getContext('2d');
    // A drawing cannot use the tokens themselves; these properties of the map hold them, worked out for light or dark.
    const { color: plain, caretColor: selected, outlineColor: busy, textDecorationColor: bad } = getComputedStyle(element);
    brush.scale(ratio, ratio);
    for (const part of parts.all) {
      brush.fillStyle = part.selected ? selected : part.running ? busy : part.failed ? bad : plain;
      brush.beginPath();
      brush.roundRect(
        part.x * scale + offset.x, part.y * scale + offset.y,
        Math.max(3, part.width * scale), Math.max(2, part.height * scale), part.height * scale > 4 ? 2 : 0);
      brush.fill();
    }
    placeFrame();
  };

  const ask = () => {
    if (timer) return;
    timer = setTimeout(paint, Math.max(0, paintedAt + PACE - performance.now()));
  };

  /** @param {PointerEvent} event */
  const go = event => {
    const box = element.getBoundingClientRect();
    const x = (event.clientX - box.left - offset.x) / scale;
    const y = (event.clientY - box.top - offset.y) / scale;
    surface.look(surface.box.width / 2 - x * surface.zoom, surface.box.height / 2 - y * surface.zoom);
  };

  return {
    name: 'minimap',

    begin(event) {
      if (event.button !== 0 || !(event.target instanceof Element) || !element.contains(event.target)) return false;
      from = { x: surface.x, y: surface.y };
      go(event);
      return true;
    },

    move: go,

    end() {
      surface.remember();
    },

    cancel() {
      surface.look(from.x, from.y);
    },

    listen(signal) {
      surface.onChange(placeFrame);
      parts.onChange(ask);
      const size = new ResizeObserver(ask);
      size.observe(element);
      const theme = new MutationObserver(ask);
      theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
      const dark = window.matchMedia('(prefers-color-scheme: dark)');
      dark.addEventListener('change', ask, { signal });
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        theme.disconnect();
        size.disconnect();
      });
      ask();
    },
  };
}
