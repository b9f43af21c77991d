// What was said, kept in this browser for this page's site.

const mostTurns = 50;
const mostSent = { turns: 20, characters: 40_000 };

/**
 * @typedef {{ id: string, text: string, files: string[], answer: string, state: 'running' | 'answered' | 'stopped' | 'failed',
 *   run?: string, problem?: string, until?: number, sources?: { number: number, title: string, excerpt: string, link?: string }[], score?: number, comment?: string }} Turn
 */

/** One conversation at a time with one endpoint. */
export class Memory {
  /** @type {Turn[]} */
  turns = [];

  /** @param {string} key */
  constructor(key) {
    this.key = key;
    try {
      const { session, turns } = JSON.parse(localStorage.getItem(key));
      Object.assign(this, { session, turns });
    } catch {
      this.begin();
    }
  }

  begin() {
    this.session = newId();
    this.turns = [];
    this.save();
  }

  /** @param {string} text @param {string[]} files */
  add(text, files) {
    /** @type {Turn} */
    const turn = { id: newId(), text, files, answer: '', state: 'running' };
    this.turns = [...this.turns, turn].slice(-mostTurns);
    return turn;
  }

  save() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ session: this.session, turns: this.turns }));
    } catch {
      // The browser keeps nothing for this page, or no more: the conversation lasts as long as the page.
    }
  }

  /** What is sent along as the history of a turn. @param {Turn} turn */
  before(turn) {
    const history = [];
    let left = mostSent.characters;
    for (const { text, answer } of this.turns.slice(0, this.turns.indexOf(turn)).reverse()) {
      if (!answer) continue;
      left -= text.length + answer.length;
      if (left < 0 || history.length >= mostSent.turns * 2) break;
      history.unshift({ role: 'user', content: text }, { role: 'assistant', content: answer });
    }
    return history;
  }
}

// randomUUID is there on pages with TLS only.
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((part) => part.toString(16).padStart(2, '0')).join('');
