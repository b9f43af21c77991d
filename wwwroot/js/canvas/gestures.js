/**
 * Gives each press of a pointer to the one gesture that wants it, and ends it exactly once: by release, or by cancelling.
 *
 * @typedef {object} Gesture
 * @property {string} name
 * @property {(event: PointerEvent) => boolean} begin Whether the gesture takes this pointer; nothing may have moved yet.
 * @property {(event: PointerEvent) => void} move
 * @property {(event: PointerEvent) => void} end Reports what was done, in one call.
 * @property {() => void} cancel Puts everything back as it was.
 */

export class Gestures {
  /** @type {Gesture | null} */
  #active = null;
  #pointer = -1;

  /**
   * @param {HTMLElement} root Where presses are listened for.
   * @param {Gesture[]} gestures In order of precedence.
   * @param {AbortSignal} signal Ends the listening.
   */
  constructor(root, gestures, signal) {
    this.root = root;
    this.gestures = gestures;
    const options = { signal };
    root.addEventListener('pointerdown', event => this.#down(event), options);
    window.addEventListener('pointermove', event => this.#move(event), options);
    window.addEventListener('pointerup', event => this.#up(event), options);
    window.addEventListener('pointercancel', () => this.cancel(), options);
    window.addEventListener('blur', () => this.cancel(), options);
    signal.addEventListener('abort', () => this.cancel());
  }

  /** The name of the gesture under way, or null. */
  get active() {
    return this.#active?.name ?? null;
  }

  /** Ends the gesture under way as if it had never begun. @returns {boolean} Whether there was one. */
  cancel() {
    const gesture = this.#active;
    this.#active = null;
    gesture?.cancel();
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
      this.#active = gesture;
      this.#pointer = event.pointerId;
      return;
    }
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#active || event.pointerId !== this.#pointer) return;
    if (event.pointerType === 'mouse' && event.buttons === 0) return void this.cancel();
    this.#active.move(event);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (!this.#active || event.pointerId !== this.#pointer) return;
    const gesture = this.#active;
    this.#active = null;
    gesture.end(event);
  }
}

/**
 * Whether a press has become a drag.
 * @param {PointerEvent} event
 * @param {{ x: number, y: number }} start Where it was pressed, in client pixels.
 */
export const hasMoved = (event, start) => Math.hypot(event.clientX - start.x, event.clientY - start.y) > 4;
