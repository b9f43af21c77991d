/**
 * Gives each press of a pointer to the one gesture that wants it, and ends it exactly once: by release, or by cancelling.
 *
 * @typedef {object} Gesture
 * @property {string} name
 * @property {(event: PointerEvent) => boolean} begin Whether the gesture takes this pointer; nothing may have moved yet.
 * @property {(event: PointerEvent) => void} move Also called without a new event where the canvas moved under the pointer.
 * @property {(event: PointerEvent) => void} end Reports what was done, in one call.
 * @property {() => void} cancel Puts everything back as it was.
 * @property {boolean} [reachesOut] Whether holding it at an edge of the canvas moves the canvas on.
 */

/** How near the pointer must be to an edge of the canvas to move it on, in client pixels. */
const EDGE = 36;
/** How fast it then goes at most, in client pixels a second. */
const SPEED = 900;

export class Gestures {
  /** @type {Gesture | null} */
  #active = null;
  #pointer = -1;
  /** @type {PointerEvent | null} */
  #last = null;
  #ticking = 0;
  #tickedAt = 0;
  /** @type {{ x: number, y: number, zoom: number, wasAway: boolean } | null} The view as the gesture found it. */
  #found = null;

  /**
   * @param {import('./surface.js').Surface} surface
   * @param {HTMLElement} root Where presses are listened for.
   * @param {Gesture[]} gestures In order of precedence.
   * @param {AbortSignal} signal Ends the listening.
   */
  constructor(surface, root, gestures, signal) {
    this.surface = surface;
    this.root = root;
    this.gestures = gestures;
    const options = { signal };
    root.addEventListener('pointerdown', event => this.#down(event), options);
    window.addEventListener('pointermove', event => this.#move(event), options);
    window.addEventListener('pointerup', event => this.#up(event), options);
    window.addEventListener('pointercancel', event => {
      if (event.pointerId === this.#pointer) this.cancel();
    }, options);
    window.addEventListener('blur', () => this.cancel(), options);
    signal.addEventListener('abort', () => this.cancel());
  }

  /** The name of the gesture under way, or null. */
  get active() {
    return this.#active?.name ?? null;
  }

  /** Ends the gesture under way as if it had never begun. @returns {boolean} Whether there was one. */
  cancel() {
    const gesture = this.#release();
    const found = this.#found;
    gesture?.cancel();
    if (gesture?.reachesOut && found?.wasAway) this.surface.look(found.x, found.y, found.zoom);
    return gesture !== null;
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (this.#active) {
      // A second finger, or another button, ends what the first began.
      this.cancel();
      if (event.pointerType !== 'touch') return;
    }
    for (const gesture of this.gestures) {
      if (!gesture.begin(event)) continue;
      const { x, y, zoom } = this.surface;
      this.#active = gesture;
      this.#pointer = event.pointerId;
      this.#last = null;
      this.#found = { x, y, zoom, wasAway: false };
      return;
    }
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#active || event.pointerId !== this.#pointer) return;
    if (event.pointerType === 'mouse' && event.buttons === 0) return void this.cancel();
    this.#last = event;
    this.#active.move(event);
    if (this.#active?.reachesOut && !this.#ticking && this.#pull()) {
      this.#tickedAt = performance.now();
      this.#ticking = requestAnimationFrame(now => this.#tick(now));
    }
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (!this.#active || event.pointerId !== this.#pointer) return;
    const wasAway = this.#found?.wasAway;
    this.#release().end(event);
    if (wasAway) this.surface.remember();
  }

  /** @returns {Gesture | null} */
  #release() {
    const gesture = this.#active;
    this.#active = null;
    this.#last = null;
    cancelAnimationFrame(this.#ticking);
    this.#ticking = 0;
    return gesture;
  }

  /** @returns {import('./surface.js').Point | null} How strongly the pointer pulls at the edges, from -1 to 1, or null where it does not. */
  #pull() {
    if (!this.#last) return null;
    const { left, top, width, height } = this.surface.box;
    const along = (at, length) => {
      const into = at < EDGE ? at - EDGE : at > length - EDGE ? at - length + EDGE : 0;
      return Math.max(-1, Math.min(1, into / EDGE));
    };
    const pull = { x: along(this.#last.clientX - left, width), y: along(this.#last.clientY - top, height) };
    return pull.x || pull.y ? pull : null;
  }

  /** @param {number} now */
  #tick(now) {
    this.#ticking = 0;
    const pull = this.#pull();
    if (!pull || !this.#active) return;
    const seconds = Math.min(0.05, Math.max(0, now - this.#tickedAt) / 1000);
    this.#tickedAt = now;
    // Gently at first, so that what is only put near an edge stays there.
    this.surface.look(
      this.surface.x - pull.x * Math.abs(pull.x) * SPEED * seconds,
      this.surface.y - pull.y * Math.abs(pull.y) * SPEED * seconds);
    this.#found.wasAway = true;
    this.#active.move(this.#last);
    this.#ticking = requestAnimationFrame(next => this.#tick(next));
  }
}

/**
 * Whether a press has become a drag.
 * @param {PointerEvent} event
 * @param {{ x: number, y: number }} start Where it was pressed, in client pixels.
 */
export const hasMoved = (event, start) => Math.hypot(event.clientX - start.x, event.clientY - start.y) > 4;
