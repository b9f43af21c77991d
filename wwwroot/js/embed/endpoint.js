// Calls of a published flow: docs/chat-bubble.md tells the protocol.

/** What went wrong, in words for people. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {{ code?: string, wait?: number }} [more] wait: for how many seconds to leave it alone
   */
  constructor(message, more) {
    super(message);
    Object.assign(this, more);
  }
}

export class Endpoint {
  /**
   * @param {string} home where the program is
   * @param {string} slug
   * @param {(key: string, ...values: any[]) => string} say
   * @param {string} language
   * @param {boolean} isOwn whether its owner talks to it, at the program
   */
  constructor(home, slug, say, language, isOwn) {
    Object.assign(this, { home, say, language });
    this.address = new URL(`api/v1/endpoints/${encodeURIComponent(slug)}${isOwn ? '/try' : ''}`, home).href;
  }

  /** What the chat is about: name, description, example, files. */
  async describe() {
    return await (await this.#ask('/chat')).json();
  }

  /**
   * Sends a message; the answer comes as events.
   * @param {{ message: string, session: string, history: object[], files: File[] }} asked
   * @param {AbortSignal} signal
   */
  async *send({ message, session, history, files }, signal) {
    const body = new FormData();
    body.set('message', message);
    body.set('session', session);
    body.set('history', JSON.stringify(history));
    for (const file of files) body.append('files', file);
    yield* events(await this.#ask('/chat', { method: 'POST', body, signal }));
  }

  /** The events of an answer from its beginning on, also of one that ended long ago. */
  async *follow(run, signal) {
    yield* events(await this.#ask(`/chat/${run}`, { signal }));
  }

  stop(run) {
    return this.#ask(`/runs/${run}/cancel`, { method: 'POST' });
  }

  rate(run, score, comment) {
    return this.#ask(`/runs/${run}/feedback`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ score, comment }),
    });
  }

  async #ask(path, { headers, ...init } = {}) {
    let answer;
    try {
      answer = await fetch(this.address + path, { ...init, credentials: 'omit', cache: 'no-store', headers: { ...headers, 'accept-language': this.language } });
    } catch (failure) {
      throw failure.name === 'AbortError' ? failure : await this.#whyNot();
    }
    if (answer.ok) return answer;
    const { detail, code } = await answer.json().catch(() => ({}));
    const wait = Number(answer.headers.get('retry-after'));
    throw new Problem(answer.status === 429 ? this.say('tooMany') : detail ?? this.say('failed'), { code, wait });
  }

  // A browser does not tell a refused page from a broken line; what every page may read does.
  async #whyNot() {
    if (!navigator.onLine) return new Problem(this.say('offline'), { code: 'offline' });
    const isThere = await fetch(new URL('embed.js', this.home), { cache: 'no-store', credentials: 'omit' }).then((it) => it.ok, () => false);
    return isThere ? new Problem(this.say('refused', location.origin), { code: 'refused' }) : new Problem(this.say('unreachable'), { code: 'offline' });
  }
}

// Server-sent events: a block of lines each, after an empty line.
async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let rest = ''; ;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) {
        const { event, data } = Object.fromEntries(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2)));
        if (event) yield { ...JSON.parse(data), type: event };
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
