/**
 * Keeps a text that is typed until the server surely has it: through an outage, a reload and a server that was started
 * anew. Nothing of it outlives the tab, and no field that hides its text is kept.
 *
 * @typedef {{ text: string, ours: string[], page: number }} Draft
 */

/** What this very page has sent is not brought back: whoever undid a text in it does not want it again. */
const PAGE = Math.random();
/** A text that the server took is on disk within a second; then the draft is not needed any more. */
const SAFE_AFTER = 2_000;
const MOST_OURS = 4;

export class DraftOf {
  /** @type {string | null} */
  #key = null;
  /** @type {string[]} What the server may have from us: if it has something else, somebody else wrote it. */
  #ours = [];
  /** What the server is known to have. */
  #taken = '';

  /**
   * @param {HTMLInputElement | HTMLTextAreaElement} field
   * @param {string} value What the server has.
   */
  constructor(field, value) {
    const part = field.closest('[data-part]')?.getAttribute('data-part');
    if (part && field.id && field.type !== 'password') this.#key = `draft:${location.pathname}:${part}:${field.id}`;
    this.shown(value);
  }

  /** The text that was typed before the page was loaded again and never reached the server; null where there is none. */
  recall() {
    if (!this.#key) return null;
    try {
      const draft = /** @type {Draft | null} */ (JSON.parse(sessionStorage.getItem(this.#key) ?? 'null'));
      if (!draft || draft.page === PAGE) return null;
      sessionStorage.removeItem(this.#key);
      return draft.text !== this.#taken && draft.ours.includes(this.#taken) ? draft.text : null;
    } catch {
      return null;
    }
  }

  /** @param {string} value What the server has, and shows to everyone. */
  shown(value) {
    this.#taken = value;
    this.#ours = [value];
  }

  /** @param {string} text What is in the field. @returns {boolean} Whether the server is not known to have it. */
  isOpen(text) {
    return text !== this.#taken;
  }

  /**
   * @param {string} text What was typed.
   * @param {boolean} [isOffline] Whether it cannot be sent: it is then brought back also where the field was drawn anew.
   */
  keep(text, isOffline = false) {
    if (!this.#key || !this.isOpen(text)) return;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify({ text, ours: this.#ours, page: isOffline ? 0 : PAGE }));
    } catch {
      // A text that is too large to be kept is still in the field.
    }
  }

  /** @param {string} text What is on its way to the server. */
  sent(text) {
    this.keep(text);
    this.#ours = [...this.#ours, text].slice(-MOST_OURS);
  }

  /** @param {string} text What the server has taken. */
  taken(text) {
    this.#taken = text;
    setTimeout(() => {
      if (this.#key && this.#taken === text) sessionStorage.removeItem(this.#key);
    }, SAFE_AFTER);
  }
}
