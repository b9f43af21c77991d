// A chat with a published flow: a button and a panel on anybody's page, or a page of its own.
import { coloursOf } from './colours.js';
import { icon, iconButton, make } from './dom.js';
import { Endpoint, Problem } from './endpoint.js';
import { Memory } from './memory.js';
import sheet from './style.js';
import { languageOf, textsOf } from './texts.js';
import { TurnView } from './turn.js';

const mostTries = 6;

/** The chat. What it is told is in its data attributes: docs/chat-bubble.md. */
class Chat extends HTMLElement {
  /** @type {Map<string, TurnView>} */
  #views = new Map();
  /** @type {Map<string, File[]>} the files of the turns of this visit */
  #files = new Map();
  /** @type {File[]} those for the next message */
  #chosen = [];
  #about = null;
  #abort = null;

  connectedCallback() {
    if (this.shadowRoot) return;
    const { flow, home, language, page, own } = this.dataset;
    this.isPage = page != null;
    this.language = languageOf(language);
    this.say = textsOf(this.language);
    this.heading = this.isPage ? 'h2' : 'h3';
    this.endpoint = new Endpoint(home, flow, this.say, this.language, own != null);
    this.memory = new Memory(`flowbuilder-chat ${home}${flow}`);
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
    this.#build();
    this.#paint();
    this.#showAll();
    if (this.isPage) this.#describe();
    else if (this.dataset.open === 'true') this.open();
  }

  get isOpen() {
    return this.isPage || this.panel.open;
  }

  open() {
    if (this.isOpen) return;
    const fillsScreen = matchMedia('(max-width: 560px)').matches;
    if (fillsScreen) this.panel.showModal();
    else this.panel.show();
    this.#isOpenNow(true);
    this.#describe();
    this.#toEnd();
    this.area.focus();
  }

  close() {
    if (this.isPage || !this.panel.open) return;
    this.panel.close();
  }

  /** Sends a message as if the person had written it. @param {string} text */
  send(text) {
    this.open();
    if (text?.trim() && !this.#abort) return this.#send(text.trim());
  }

  /** Answers a message again, in place of the answer that it has. */
  retry = (turn) => {
    if (this.#abort) return;
    Object.assign(turn, { answer: '', state: 'running', run: undefined, problem: undefined, sources: undefined, score: undefined, comment: undefined });
    this.area.focus();
    return this.#answer(turn, (signal) => this.endpoint.send({
      message: turn.text, session: this.memory.session, history: this.memory.before(turn), files: this.#files.get(turn.id) ?? [],
    }, signal));
  };

  rate = async (turn, score, comment) => {
    try {
      await this.endpoint.rate(turn.run, score, comment || undefined);
      Object.assign(turn, { score, comment });
      this.memory.save();
      if (comment != null) this.status.textContent = this.say('thanks');
    } catch (failure) {
      this.status.textContent = failure.message;
    }
  };

  #build() {
    const { say } = this;
    this.name = make(this.isPage ? 'h1' : 'h2', { id: 'name' });
    this.log = make('div', { className: 'log', role: 'log', ariaLive: 'off', ariaLabel: say('log'), tabIndex: 0 });
    this.log.addEventListener('scroll', () => this.jump.hidden = this.#isAtEnd());
    this.jump = iconButton('fold', say('latest'), () => this.#toEnd(), { className: 'icon jump', hidden: true });
    this.status = make('div', { className: 'hidden', role: 'status' });
    this.area = make('textarea', { rows: 1, placeholder: say('placeholder'), ariaLabel: say('message'), maxLength: 20_000, enterKeyHint: 'send' });
    this.area.addEventListener('input', () => this.#fit());
    this.area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      if (!this.#abort) this.#submit();
    });
    this.chips = make('div', { className: 'chips', hidden: true });
    this.picker = make('input', { type: 'file', hidden: true, multiple: true, onchange: () => this.#choose() });
    this.clip = iconButton('clip', say('attach'), () => this.picker.click(), { hidden: true });
    this.go = iconButton('send', say('send'), () => this.#abort ? this.#stop() : this.#submit(), { className: 'icon go' });
    const head = make('header', null, make('span', { className: 'mark' }, icon('chat')), this.name, iconButton('fresh', say('fresh'), () => this.#begin(), { 'data-do': 'fresh' }));
    const parts = [head, this.dataset.note && make('p', { className: 'aside' }, this.dataset.note), this.log, this.jump, make('div', { className: 'composer' }, this.chips,
      make('div', { className: 'field' }, this.clip, this.picker, this.area, this.go)), this.status];
    const root = make('div', { className: 'root', lang: this.language });
    if (this.isPage) root.append(this.panel = make('main', { className: 'panel' }, ...parts));
    else {
      head.append(iconButton('close', say('close'), () => this.close(), { 'data-do': 'close' }));
      this.panel = make('dialog', { className: 'panel', id: 'panel', part: 'panel', 'aria-labelledby': 'name' }, ...parts);
      this.panel.addEventListener('close', () => this.#isOpenNow(false));
      this.panel.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        this.close();
      });
      this.launcher = make('button', { type: 'button', className: 'launch', part: 'launcher', 'aria-haspopup': 'dialog', 'aria-controls': 'panel', onclick: () => this.panel.open ? this.close() : this.open() });
      root.append(this.launcher, this.panel);
      this.#isOpenNow(false, true);
    }

    // The page's shortcuts are not meant by what is typed here.
    for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, (event) => event.stopPropagation());
    const view = globalThis.visualViewport;
    view?.addEventListener('resize', () => root.style.setProperty('--view', `${view.height}px`));
    this.shadowRoot.append(root);
    this.#fit();
  }

  #paint() {
    const wanted = getComputedStyle(this).getPropertyValue('--flowbuilder-chat-color').trim() || this.dataset.color;
    for (const [name, value] of Object.entries(wanted ? coloursOf(wanted) : {})) this.shadowRoot.lastChild.style.setProperty(name, value);
    this.name.textContent = this.dataset.title ?? this.#about?.name ?? '';
  }

  #isOpenNow(isOpen, isFirst) {
    this.launcher.ariaExpanded = String(isOpen);
    this.launcher.ariaLabel = this.say(isOpen ? 'close' : 'open');
    this.launcher.replaceChildren(icon(isOpen ? 'fold' : 'chat'));
    if (!isOpen && !isFirst) this.launcher.focus();
  }

  async #describe() {
    if (this.#about) return;
    try {
      this.#about = await this.endpoint.describe();
    } catch (failure) {
      if (this.memory.turns.length === 0) this.#welcome(failure.message);
      return;
    }
    const { files } = this.#about;
    this.clip.hidden = files.length === 0;
    this.picker.accept = files.every((file) => file.isImage) ? 'image/*' : '';
    this.#paint();
    if (this.memory.turns.length === 0) this.#welcome();
  }

  #welcome(problem) {
    const { greeting } = this.dataset;
    const { description, example } = this.#about ?? {};
    const retry = () => {
      this.#welcome();
      this.#describe();
    };
    this.log.replaceChildren(make('div', { className: 'welcome' },
      make('b', null, greeting ?? this.say('greeting')),
      description && make('p', null, description),
      example && make('button', { type: 'button', className: 'example', onclick: () => this.send(example) }, example),
      problem && make('div', { className: 'note bad', role: 'alert' }, make('span', null, problem), make('button', { type: 'button', className: 'plain', onclick: retry }, this.say('retry')))));
  }

  #showAll() {
    this.#views.clear();
    if (this.memory.turns.length === 0) this.#welcome();
    else this.log.replaceChildren(...this.memory.turns.map((turn) => this.#view(turn).element));
    const last = this.memory.turns.at(-1);
    if (last?.state === 'running') {
      // The page was left while the answer came: it went on without it.
      if (last.run) this.#answer(last, (signal) => this.endpoint.follow(last.run, signal));
      else this.#end(last, { state: 'failed', problem: this.say('gone') });
    }
    requestAnimationFrame(() => this.#toEnd());
  }

  #view(turn) {
    const view = new TurnView(turn, this);
    this.#views.set(turn.id, view);
    return view;
  }

  #begin() {
    if (this.#abort) this.#stop();
    this.#abort?.abort();
    this.#abort = null;
    this.memory.begin();
    this.#showAll();
    this.#fit();
    this.area.focus();
  }

  #submit() {
    const text = this.area.value.trim();
    if (!text) return;
    this.area.value = '';
    this.#send(text);
  }

  #send(text) {
    if (this.memory.turns.length === 0) this.log.replaceChildren();
    const turn = this.memory.add(text, this.#chosen.map((file) => file.name));
    this.#files.set(turn.id, this.#chosen);
    this.#chosen = [];
    this.#showChosen();
    this.log.append(this.#view(turn).element);
    const answered = this.retry(turn);
    this.#toEnd();
    return answered;
  }

  // Reads an answer to its end, again from its beginning where the connection breaks.
  async #answer(turn, begin) {
    const abort = this.#abort = new AbortController();
    const view = this.#views.get(turn.id);
    this.status.textContent = '';
    this.memory.save();
    this.#fit();
    view.settle();
    let end = null;
    for (let tries = 0; !end; tries++) {
      try {
        const events = tries === 0 ? begin(abort.signal) : this.endpoint.follow(turn.run, abort.signal);
        let text = '';
        for await (const event of events) {
          if (event.type === 'run') {
            turn.run = event.run;
            this.memory.save();
          } else if (event.type === 'text') {
            text += event.text;
            if (text.length <= turn.answer.length) continue;
            const isNews = !turn.answer || tries > 0;
            turn.answer = text;
            if (isNews) view.settle();
            tries = 0;
            view.grow(() => this.#stay(() => {}));
          } else if (event.type === 'waits') {
            view.settle(event.waits ? this.say('waits') : undefined);
            if (event.waits) this.status.textContent = this.say('waits');
          } else if (event.type === 'end') {
            end = { answer: text, ...event };
          }
        }
        if (!end) throw new Problem(this.say('gone'), { code: 'offline' });
      } catch (failure) {
        if (abort.signal.aborted) end = { state: 'stopped' };
        else if (!turn.run || tries >= mostTries || (failure instanceof Problem && failure.code !== 'offline')) {
          end = { state: 'failed', problem: failure instanceof Problem ? failure.message : this.say('gone'), until: failure.wait ? Date.now() + failure.wait * 1000 : undefined };
        } else {
          view.settle(this.say('lost'));
          await new Promise((goOn) => {
            setTimeout(goOn, Math.min(15_000, 500 * 2 ** tries));
            addEventListener('online', goOn, { once: true });
            abort.signal.addEventListener('abort', goOn);
          });
        }
      }
    }
    if (this.#abort === abort) this.#abort = null;
    if (this.memory.turns.includes(turn)) this.#end(turn, end);
  }

  #end(turn, { answer = turn.answer, state, problem, sources, until }) {
    Object.assign(turn, { answer, state, problem: problem ?? undefined, sources, until });
    const view = this.#views.get(turn.id);
    this.#stay(() => view.settle());
    this.memory.save();
    this.#fit();
    this.status.textContent = view.words;
    if (this.isOpen || state !== 'answered') return;
    this.launcher.append(make('i'));
    this.launcher.ariaLabel = `${this.say('open')} (${this.say('unread')})`;
  }

  #stop() {
    const abort = this.#abort;
    const turn = this.memory.turns.at(-1);
    if (turn.run) this.endpoint.stop(turn.run).catch(() => abort.abort());
    else abort.abort();
  }

  #choose() {
    this.#chosen = [...this.#chosen, ...this.picker.files].slice(0, this.#about.files.length);
    this.picker.value = '';
    this.#showChosen();
    this.area.focus();
  }

  #showChosen() {
    this.chips.hidden = this.#chosen.length === 0;
    this.chips.replaceChildren(...this.#chosen.map((file) => make('span', { className: 'chip' }, icon('clip'), file.name,
      iconButton('close', this.say('remove', file.name), () => {
        this.#chosen = this.#chosen.filter((other) => other !== file);
        this.#showChosen();
        this.area.focus();
      }))));
  }

  // The field is as high as its text, and the button beside it sends or stops.
  #fit() {
    const isBusy = this.#abort !== null;
    const label = this.say(isBusy ? 'stop' : 'send');
    Object.assign(this.go, { ariaLabel: label, title: label, disabled: !isBusy && !this.area.value.trim() });
    this.go.dataset.do = isBusy ? 'stop' : 'send';
    this.go.replaceChildren(icon(isBusy ? 'stop' : 'send'));
    this.area.style.height = 'auto';
    this.area.style.height = this.area.value ? `${this.area.scrollHeight}px` : '';
  }

  #isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 48;
  }

  #toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  // Who reads at the end stays at the end.
  #stay(change) {
    const wasAtEnd = this.jump.hidden;
    change();
    if (wasAtEnd) this.#toEnd();
    else this.jump.hidden = this.#isAtEnd();
  }
}

/**
 * Puts a chat on the page.
 * @param {DOMStringMap} settings its data attributes
 * @returns {Promise<Chat>}
 */
export async function attach(settings) {
  if (!document.body) await new Promise((goOn) => document.addEventListener('DOMContentLoaded', goOn, { once: true }));
  if (!customElements.get('flowbuilder-chat')) customElements.define('flowbuilder-chat', Chat);
  const chat = make('flowbuilder-chat');
  Object.assign(chat.dataset, settings);
  document.body.append(chat);
  return chat;
}
