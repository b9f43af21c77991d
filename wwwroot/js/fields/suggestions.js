/**
 * A list of choices under a field: shown above everything else, moved through by keys, read out by a screen reader.
 *
 * @typedef {{ value: string, label: string, hint?: string, icon?: string, current?: boolean }} Choice
 */

const MOST_SHOWN = 200;
const GAP = 4;
const EDGE = 8;

export class Suggestions {
  /** @type {Choice[]} */
  #choices = [];
  #active = -1;
  #ending = new AbortController();

  /**
   * @param {HTMLElement} field The field that has the focus.
   * @param {HTMLElement} list An empty element with the role `listbox` and the attribute `popover`.
   * @param {() => DOMRect} anchor What the list stands under.
   * @param {(choice: Choice) => void} choose
   */
  constructor(field, list, anchor, choose) {
    Object.assign(this, { field, list, anchor, choose });
    list.addEventListener('pointerdown', event => event.preventDefault());
    list.addEventListener('click', event => {
      const item = /** @type {HTMLElement} */ (event.target).closest('[role="option"]');
      if (item) this.#take(Number(/** @type {HTMLElement} */ (item).dataset.index));
    });
  }

  get isOpen() {
    return this.list.matches(':popover-open');
  }

  /**
   * @param {Choice[]} choices
   * @param {number} active The one that Enter takes, or -1.
   */
  show(choices, active) {
    this.#choices = choices.slice(0, MOST_SHOWN);
    if (!this.#choices.length) return this.hide();
    this.list.replaceChildren(...this.#choices.map((choice, index) => this.#item(choice, index)));
    if (!this.isOpen) {
      this.list.showPopover();
      this.#tellOpen(true);
      this.#follow();
    }
    this.#place();
    this.#activate(active);
  }

  hide() {
    if (!this.isOpen) return;
    this.#ending.abort();
    this.list.hidePopover();
    this.field.removeAttribute('aria-activedescendant');
    this.#tellOpen(false);
  }

  /** @param {KeyboardEvent} event @returns {boolean} Whether the key was for the list. */
  press(event) {
    if (!this.isOpen || event.isComposing) return false;
    const last = this.#choices.length - 1;
    switch (event.key) {
      case 'ArrowDown': this.#activate(this.#active >= last ? 0 : this.#active + 1); break;
      case 'ArrowUp': this.#activate(this.#active <= 0 ? last : this.#active - 1); break;
      case 'PageDown': this.#activate(Math.min(last, this.#active + 8)); break;
      case 'PageUp': this.#activate(Math.max(0, this.#active - 8)); break;
      case 'Escape': this.hide(); break;
      case 'Enter':
      case 'Tab':
        if (this.#active < 0) return false;
        this.#take(this.#active);
        break;
      default: return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  // Only a combobox may say that it is open.
  /** @param {boolean} isOpen */
  #tellOpen(isOpen) {
    if (this.field.getAttribute('role') === 'combobox') this.field.setAttribute('aria-expanded', String(isOpen));
  }

  /** @param {number} index */
  #take(index) {
    const choice = this.#choices[index];
    this.hide();
    if (choice) this.choose(choice);
  }

  /** @param {Choice} choice @param {number} index */
  #item(choice, index) {
    const item = document.createElement('li');
    item.role = 'option';
    item.id = `${this.list.id}-${index}`;
    item.dataset.index = String(index);
    item.dataset.value = choice.value;
    item.setAttribute('aria-selected', String(choice.current === true));
    const label = document.createElement('span');
    label.className = 'label';
    label.textContent = choice.label;
    item.append(label);
    if (choice.hint) {
      const hint = document.createElement('span');
      hint.className = 'about';
      hint.textContent = choice.hint;
      item.append(hint);
    }
    return item;
  }

  /** @param {number} index */
  #activate(index) {
    this.list.children[this.#active]?.classList.remove('active');
    this.#active = index;
    const item = this.list.children[index];
    if (!item) return this.field.removeAttribute('aria-activedescendant');
    item.classList.add('active');
    item.scrollIntoView({ block: 'nearest' });
    this.field.setAttribute('aria-activedescendant', item.id);
  }

  // The page may scroll or change its size under an open list.
  #follow() {
    this.#ending = new AbortController();
    const options = { signal: this.#ending.signal, capture: true, passive: true };
    addEventListener('resize', () => this.#place(), options);
    addEventListener('scroll', event => { if (event.target !== this.list) this.#place(); }, options);
  }

  #place() {
    const anchor = this.anchor();
    const { style } = this.list;
    style.minWidth = `${Math.max(180, Math.min(anchor.width, innerWidth - 2 * EDGE))}px`;
    const size = this.list.getBoundingClientRect();
    const below = innerHeight - anchor.bottom - GAP - EDGE;
    const isBelow = below >= Math.min(size.height, 160) || below >= anchor.top;
    style.maxHeight = `${Math.min(280, Math.max(96, isBelow ? below : anchor.top - GAP - EDGE))}px`;
    const height = this.list.getBoundingClientRect().height;
    style.left = `${Math.max(EDGE, Math.min(anchor.left, innerWidth - size.width - EDGE))}px`;
    style.top = `${isBelow ? anchor.bottom + GAP : anchor.top - GAP - height}px`;
  }
}
