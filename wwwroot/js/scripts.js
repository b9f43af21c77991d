/**
 * How the server reaches the scripts of this folder: each function by its module and its name, as in `page.setTheme`.
 * A module is loaded when it is first needed.
 */

/** What listens to an element that was gone before it could. */
const NOTHING = { dispose: () => {} };

/** @param {string} name @returns {Promise<(...args: unknown[]) => any>} */
async function find(name) {
  const [module, member] = name.split('.');
  return (await import(`./${module}.js`))[member];
}

/** @param {string} name @param {unknown[]} args */
async function call(name, ...args) {
  return (await find(name))(...args);
}

/**
 * Lets a script listen to the element of a component. From then on the element says so: `data-listens`.
 * @param {string} name
 * @param {HTMLElement | null} root Null where the component is gone already: somebody goes on quickly.
 * @param {unknown[]} args
 */
async function mount(name, root, ...args) {
  const listen = await find(name);
  if (!root?.isConnected) return NOTHING;
  const mounted = listen(root, ...args);
  root.dataset.listens = '';
  return mounted;
}

window.FlowBuilder = { call, mount };
