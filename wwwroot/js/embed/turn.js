// One message and its answer, as they are shown.
import { copy, icon, iconButton, make } from './dom.js';
import { linkTo, Markdown } from './markdown.js';

export class TurnView {
  #timer = 0;
  #cost = 0;

  /**
   * @param {import('./memory.js').Turn} turn
   * @param {{ say: Function, heading: string, retry: (turn: object) => void, rate: (turn: object, score: number, comment?: string) => Promise<any> }} chat
   */
  constructor(turn, chat) {
    Object.assign(this, { turn, chat });
    this.text = make('div', { className: 'markdown' });
    this.foot = make('div', { className: 'answer' });
    this.markdown = new Markdown(this.text, chat.heading, chat.say('copyCode'));
    this.element = make('div', { className: 'turn' },
      make('div', { className: 'me' }, make('span', { className: 'hidden' }, chat.say('you')), turn.text,
        ...turn.files.map((name) => make('small', null, icon('clip'), name))),
      make('div', { className: 'answer', role: 'group', ariaLabel: chat.say('bot') }, this.text, this.foot));
    this.settle();
  }

  /** Shows more of the answer, as often as the machine can bear. @param {() => void} then */
  grow(then) {
    this.#timer ||= setTimeout(() => {
      const begun = performance.now();
      this.#timer = 0;
      this.#write();
      then();
      this.#cost = performance.now() - begun;
    }, Math.max(30, 4 * this.#cost));
  }

  /** Shows the turn as it is now. @param {string} [note] what is going on while it runs */
  settle(note) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#write();
    const { turn, chat: { say } } = this;
    this.element.dataset.state = turn.state;
    const parts = [];
    if (turn.state === 'running' && (note || !turn.answer)) parts.push(make('p', { className: 'note' }, make('i'), note ?? say('thinking')));
    if (turn.state === 'stopped') parts.push(make('p', { className: 'note' }, say('stopped')));
    if (turn.problem) parts.push(make('div', { className: 'note bad' }, make('span', null, turn.problem), this.#retry()));
    if (turn.sources?.length) parts.push(this.#sources(turn.sources));
    if (turn.state !== 'running') parts.push(...this.#actions());
    this.foot.replaceChildren(...parts);
  }

  /** What a screen reader says of the answer. */
  get words() {
    return this.turn.problem ?? `${this.chat.say('bot')}: ${this.text.textContent || this.chat.say(this.turn.state === 'stopped' ? 'stopped' : 'silent')}`;
  }

  #write() {
    this.markdown.show(this.turn.answer);
    this.text.hidden = !this.turn.answer;
  }

  #retry() {
    const { turn, chat } = this;
    const button = make('button', { type: 'button', className: 'plain', onclick: () => chat.retry(turn) }, chat.say('retry'));
    const wait = () => {
      const seconds = Math.ceil(((turn.until ?? 0) - Date.now()) / 1000);
      button.disabled = seconds > 0;
      button.textContent = seconds > 0 ? chat.say('retryIn', seconds) : chat.say('retry');
      if (seconds > 0) setTimeout(wait, 250);
    };
    wait();
    return button;
  }

  #actions() {
    const { turn, chat } = this;
    const say = chat.say;
    const copyButton = iconButton('copy', say('copy'), () => copy(turn.answer, copyButton));
    const row = make('div', { className: 'actions' }, turn.answer && copyButton);
    if (!turn.problem) row.append(iconButton('retry', say('retry'), () => chat.retry(turn), { 'data-do': 'retry' }));
    if (!turn.run || !turn.answer) return [row];
    const rate = (score) => iconButton('thumb', say(score > 0 ? 'good' : 'bad'), async () => {
      await chat.rate(turn, score);
      this.settle();
      this.foot.querySelector('.feedback textarea')?.focus();
    }, { ariaPressed: String(turn.score === score), 'data-do': score > 0 ? 'good' : 'bad' });
    row.append(rate(1), rate(-1));
    return [row, ...this.#feedback()];
  }

  #feedback() {
    const { turn, chat } = this;
    if (!turn.score) return [];
    if (turn.comment != null) return [make('p', { className: 'note' }, icon('check'), chat.say('thanks'))];
    const why = make('textarea', { maxLength: 2000 });
    return [make('form', {
      className: 'feedback',
      onsubmit: async (event) => {
        event.preventDefault();
        await chat.rate(turn, turn.score, why.value.trim());
        this.settle();
      },
    }, make('label', null, chat.say('why'), why), make('button', { className: 'plain' }, chat.say('give')))];
  }

  // The numbers in the answer lead to the sources, now that these are known.
  #sources(sources) {
    const list = sources.map(({ number, title, excerpt, link }) => make('li', { tabIndex: -1 },
      make('b', null, `${number}. `, (link && linkTo(link, make('a', null, title))) || title), make('p', null, excerpt)));
    const box = make('details', null, make('summary', null, this.chat.say('sources', sources.length)), make('ol', null, ...list));
    for (const cite of this.text.querySelectorAll('.cite')) {
      const source = list[sources.findIndex(({ number }) => cite.textContent === `[${number}]`)];
      if (source) cite.replaceChildren(make('button', { type: 'button', onclick: () => show(source) }, cite.textContent));
    }
    const show = (source) => {
      box.open = true;
      for (const item of list) item.classList.toggle('lit', item === source);
      source.scrollIntoView({ block: 'nearest' });
      source.focus();
    };
    return box;
  }
}
