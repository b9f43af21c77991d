/** Lets what is dragged come to rest in line with its neighbours, and shows the line. */

/** How near an edge or a middle must come to that of a neighbour, in client pixels. */
const NEAR = 6;

/**
 * @typedef {object} Lines Edges and middles of neighbours, by axis.
 * @property {{ at: number, from: number, to: number }[]} x Upright lines: where, and from which height to which.
 * @property {{ at: number, from: number, to: number }[]} y
 */

export class Guides {
  /** @type {Lines} */
  #lines = { x: [], y: [] };
  /** @type {HTMLElement[]} */
  #marks = [];

  /**
   * @param {import('./surface.js').Surface} surface
   * @param {Set<string>} moving The ids of what is dragged.
   */
  constructor(surface, moving) {
    this.surface = surface;
    this.moving = moving;
    this.read();
  }

  /** Reads the neighbours in sight, after the view has changed. */
  read() {
    const { x, y, width, height } = this.surface.seen;
    const seen = this.surface.parts.all.filter(part => !this.moving.has(part.id)
      && part.x < x + width && part.x + part.width > x && part.y < y + height && part.y + part.height > y);
    this.#lines = {
      x: seen.flatMap(part => [part.x, part.x + part.width / 2, part.x + part.width].map(at => ({ at, from: part.y, to: part.y + part.height }))),
      y: seen.flatMap(part => [part.y, part.y + part.height / 2, part.y + part.height].map(at => ({ at, from: part.x, to: part.x + part.width }))),
    };
  }

  /**
   * @param {import('./surface.js').Box} box Where what is dragged would be.
   * @returns {{ x: number | null, y: number | null }} How much it must go aside to be in line, for each axis where it is near.
   */
  near(box) {
    return {
      x: this.#nearest(this.#lines.x, [box.x, box.x + box.width / 2, box.x + box.width]),
      y: this.#nearest(this.#lines.y, [box.y, box.y + box.height / 2, box.y + box.height]),
    };
  }

  /** @param {import('./surface.js').Box} box Where what is dragged has come to. @param {{ x: boolean, y: boolean }} axes Along which it is in line. */
  show(box, axes) {
    this.hide();
    const { zoom, viewport } = this.surface;
    const thick = 1 / zoom;
    for (const [axis, at, extent] of /** @type {const} */ ([
      ['x', [box.x, box.x + box.width / 2, box.x + box.width], [box.y, box.y + box.height]],
      ['y', [box.y, box.y + box.height / 2, box.y + box.height], [box.x, box.x + box.width]],
    ])) {
      if (!axes[axis]) continue;
      const lines = this.#lines[axis];
      // Cards of one size meet at both edges and the middle: one line says it.
      const place = at.map(own => lines.find(line => Math.abs(own - line.at) <= 0.5)?.at).find(own => own !== undefined);
      if (place !== undefined) {
        const here = lines.filter(line => Math.abs(line.at - place) <= 0.5);
        const start = Math.min(extent[0], ...here.map(line => line.from));
        const length = Math.max(extent[1], ...here.map(line => line.to)) - start;
        const mark = document.createElement('div');
        mark.className = 'snap-line';
        const [x, y, width, height] = axis === 'x' ? [place - thick / 2, start, thick, length] : [start, place - thick / 2, length, thick];
        Object.assign(mark.style, { translate: `${x}px ${y}px`, width: `${width}px`, height: `${height}px` });
        this.#marks.push(mark);
      }
    }
    viewport.append(...this.#marks);
  }

  hide() {
    for (const mark of this.#marks) mark.remove();
    this.#marks = [];
  }

  /** @param {Lines['x']} lines @param {number[]} own */
  #nearest(lines, own) {
    let best = null;
    let distance = NEAR / this.surface.zoom;
    for (const { at } of lines) {
      for (const edge of own) {
        if (Math.abs(at - edge) >= distance) continue;
        distance = Math.abs(at - edge);
        best = at - edge;
      }
    }
    return best;
  }
}
