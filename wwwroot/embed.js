// A chat with a published flow on any web page: <script src="https://…/embed.js" data-flow="slug" async></script>
(() => {
  const script = document.currentScript ?? document.querySelector('script[data-flow][src*="/embed.js"]');
  const chat = import(new URL('js/embed/chat.js', script.src).href)
    .then(({ attach }) => attach({ ...script.dataset, home: new URL('.', script.src).href }));
  chat.catch((error) => console.error('FlowBuilder chat could not be loaded.', error));

  /** What the page's own scripts may do; calls that come before the chat is there wait for it. */
  window.FlowBuilderChat = Object.fromEntries(['open', 'close', 'send'].map((name) => [name, (text) => chat.then((it) => it[name](text))]));
})();
