// How the chat looks: a sheet of its own, which no style or content security policy of the page reaches.

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { all: initial !important; display: block !important; position: static !important; color-scheme: light dark !important;
  --fill: light-dark(#3b5bdb, #8da2fb); --on-fill: light-dark(#fff, #0f1420); --link: light-dark(#3b5bdb, #8da2fb);
  --panel: light-dark(#fff, #181d26); --soft: light-dark(#f2f4f7, #1f2530); --line: light-dark(#e4e7ec, #2a313d); --edge: light-dark(#848d9e, #6d7889);
  --ink: light-dark(#1b2330, #e8ecf3); --muted: light-dark(#5a6578, #9aa5b6); --bad: light-dark(#b93229, #f28b82); --bad-soft: light-dark(#fdecea, #3d1f1e);
  --gap: var(--flowbuilder-chat-gap, 20px); --round: var(--flowbuilder-chat-radius, 16px);
  --mono: ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
:host([data-theme=light]) { color-scheme: light !important; }
:host([data-theme=dark]) { color-scheme: dark !important; }
* { box-sizing: border-box; margin: 0; }
.root { font: 15px/1.5 var(--flowbuilder-chat-font, "Segoe UI", -apple-system, BlinkMacSystemFont, "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", system-ui, sans-serif);
  --tint: color-mix(in srgb, var(--fill) 12%, var(--panel)); color: var(--ink); -webkit-text-size-adjust: 100%; overflow-wrap: anywhere; }
button, textarea { font: inherit; color: inherit; }
button { border: 0; background: none; padding: 0; cursor: pointer; -webkit-tap-highlight-color: transparent; }
button:disabled { cursor: default; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
svg { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; flex: none; display: block; }
h1, h2 { font-size: 15px; line-height: 20px; font-weight: 600; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
.icon { width: 32px; height: 32px; border-radius: 8px; display: grid; place-items: center; color: var(--muted); flex: none; }
.icon:hover:enabled { background: var(--soft); color: var(--ink); }
.icon[aria-pressed=true], .icon[aria-pressed=true]:hover:enabled { color: var(--link); background: var(--tint); }
.icon.done { color: var(--link); }

.launch { position: fixed; inset: auto var(--gap) var(--gap) auto; z-index: var(--flowbuilder-chat-z, 2147483000); width: 56px; height: 56px; border-radius: 50%; background: var(--fill); color: var(--on-fill);
  display: grid; place-items: center; box-shadow: 0 1px 2px rgb(16 24 40 / 20%), 0 8px 24px rgb(16 24 40 / 24%); transition: transform .12s; }
.launch:hover { transform: translateY(-2px); }
.launch svg { width: 26px; height: 26px; }
.launch i { position: absolute; inset: 2px 2px auto auto; width: 14px; height: 14px; border-radius: 50%; background: var(--bad); border: 2px solid var(--panel); }
:host([data-position=left]) :is(.launch, .panel) { right: auto; left: var(--gap); }

.panel { background: var(--panel); color: inherit; padding: 0; border: 0; flex-direction: column; overflow: hidden; position: relative; }
dialog.panel { position: fixed; inset: auto var(--gap) calc(var(--gap) + 68px) auto; z-index: var(--flowbuilder-chat-z, 2147483000); width: var(--flowbuilder-chat-width, 400px); max-width: calc(100vw - 2 * var(--gap));
  height: var(--flowbuilder-chat-height, 640px); max-height: calc(100dvh - 2 * var(--gap) - 68px); border: 1px solid var(--line); border-radius: var(--round);
  box-shadow: 0 2px 4px rgb(16 24 40 / 6%), 0 16px 48px rgb(16 24 40 / 20%); animation: rise .16s cubic-bezier(.2, .7, .3, 1); }
dialog[open], main.panel { display: flex; }
dialog::backdrop { background: none; }
main.panel { height: var(--view, 100dvh); padding: env(safe-area-inset-top) env(safe-area-inset-right) 0 env(safe-area-inset-left); }
@keyframes rise { from { opacity: 0; transform: translateY(8px); } }
@media (max-width: 560px) {
  dialog.panel { inset: 0; width: 100vw; max-width: none; height: var(--view, 100dvh); max-height: none; border: 0; border-radius: 0; }
}
header { display: flex; align-items: center; gap: 4px; padding: 12px 12px 12px 16px; border-bottom: 1px solid var(--line); flex: none; }
header .mark { width: 32px; height: 32px; border-radius: 10px; background: var(--fill); color: var(--on-fill); display: grid; place-items: center; flex: none; margin-inline-end: 8px; }
header :is(h1, h2) { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }

.aside { flex: none; padding: 8px 16px; background: var(--tint); color: var(--muted); font-size: 14px; text-align: center; text-wrap: pretty; }

.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 20px 16px; display: flex; flex-direction: column; gap: 20px; }
.log:focus-visible { outline-offset: -2px; }
.log > *, .composer { width: 100%; max-width: 760px; margin-inline: auto; }
.composer { max-width: 784px; }
.welcome { margin-block: auto; display: grid; gap: 8px; justify-items: center; text-align: center; text-wrap: pretty; padding-inline: 8px; }
.welcome b { font-size: 18px; line-height: 26px; font-weight: 600; }
.welcome p { color: var(--muted); max-width: 46ch; }
.welcome .example { margin-top: 12px; min-height: 44px; padding: 8px 16px; border: 1px solid var(--line); border-radius: 22px; text-align: start; }
.welcome .example:hover { background: var(--tint); border-color: var(--fill); }
.turn { display: grid; gap: 12px; justify-items: start; }
.turn > * { max-width: 100%; min-width: 0; }
.me { justify-self: end; max-width: 88%; background: var(--tint); padding: 8px 14px; border-radius: 16px 16px 4px 16px; white-space: pre-wrap; }
.me small, .chip { display: flex; align-items: center; gap: 6px; font-size: 13px; color: var(--muted); }
.answer { display: grid; gap: 8px; width: 100%; justify-items: start; }
.answer > * { max-width: 100%; min-width: 0; }
.note { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; font-size: 14px; color: var(--muted); }
.note.bad { color: var(--bad); background: var(--bad-soft); padding: 10px 12px; border-radius: 10px; width: 100%; }
.plain { min-height: 32px; padding: 4px 12px; border: 1px solid currentColor; border-radius: 8px; font-weight: 550; font-size: 14px; }
.plain:disabled { opacity: .75; }
.note i { width: 7px; height: 7px; border-radius: 50%; background: currentColor; animation: beat 1s infinite alternate; }
@keyframes beat { to { opacity: .2; } }
.actions { display: flex; align-items: center; margin-inline-start: -7px; flex-wrap: wrap; }
.actions svg { width: 16px; height: 16px; }
.actions [data-do=bad] svg { transform: rotate(180deg); }
.feedback { display: grid; gap: 8px; width: 100%; padding: 12px; border: 1px solid var(--line); border-radius: 12px; font-size: 14px; }
.feedback textarea { display: block; margin-top: 6px; border: 1px solid var(--edge); border-radius: 8px; background: var(--panel); padding: 6px 10px; min-height: 60px; resize: vertical; width: 100%; }
.feedback .plain { justify-self: end; background: var(--fill); border-color: var(--fill); color: var(--on-fill); }
details { width: 100%; font-size: 14px; }
summary { cursor: pointer; color: var(--muted); min-height: 28px; align-content: center; border-radius: 6px; width: fit-content; padding-inline-end: 8px; }
details ol { padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 10px; margin-top: 4px; }
details li { padding: 8px 12px; }
details li + li { border-top: 1px solid var(--line); }
details li p { color: var(--muted); font-size: 13px; }
details li.lit { background: var(--tint); }

.markdown { width: 100%; display: flow-root; }
.markdown > * + *, .markdown li > :is(p, .code) { margin-top: 10px; }
.markdown li > :is(ul, ol) { margin-top: 4px; }
.markdown :is(h2, h3) { font-size: 16px; line-height: 22px; font-weight: 600; margin-top: 16px; }
.markdown :is(ul, ol) { padding-inline-start: 24px; }
.markdown li + li { margin-top: 4px; }
a { color: var(--link); text-underline-offset: 2px; }
code { font: 13px/1.5 var(--mono); background: var(--soft); border-radius: 4px; padding: 2px 4px; }
.code { border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.code > div { display: flex; justify-content: space-between; align-items: center; padding-inline-start: 12px; background: var(--soft); color: var(--muted); font-size: 13px; }
.code svg { width: 15px; height: 15px; }
.code :is(pre, code) { background: none; padding: 0; }
.code pre { overflow-x: auto; padding: 10px 12px; overflow-wrap: normal; }
.table { overflow-x: auto; overflow-wrap: normal; }
.code pre:focus-visible, .table:focus-visible { outline-offset: -2px; }
table { border-collapse: collapse; font-size: 14px; }
th, td { border: 1px solid var(--line); padding: 4px 10px; text-align: start; }
th { background: var(--soft); font-weight: 600; }
blockquote { border-inline-start: 3px solid var(--line); padding-inline-start: 12px; color: var(--muted); }
hr { border: 0; border-top: 1px solid var(--line); }
.cite { font-size: 12px; line-height: 1; }
.cite button { display: inline; position: relative; color: var(--link); text-decoration: underline; }
.cite button::after { content: ""; position: absolute; inset: -8px -5px; }

.jump { position: absolute; bottom: 96px; inset-inline: 0; margin-inline: auto; border-radius: 50%; background: var(--panel); color: var(--ink); border: 1px solid var(--edge); box-shadow: 0 4px 12px rgb(16 24 40 / 16%); width: 36px; height: 36px; }
.composer { padding: 0 12px max(12px, env(safe-area-inset-bottom)); display: grid; gap: 8px; flex: none; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; }
.chip { border: 1px solid var(--line); border-radius: 8px; padding-inline-start: 10px; }
.field { display: flex; align-items: end; gap: 4px; border: 1px solid var(--edge); border-radius: 24px; padding: 5px 5px 5px 6px; }
.field:focus-within { border-color: var(--link); box-shadow: 0 0 0 3px var(--tint); }
.field textarea { flex: 1; min-width: 0; border: 0; outline: 0; background: none; resize: none; padding: 6px 8px; line-height: 24px; height: 36px; max-height: 160px; font-size: 16px; }
.field textarea::placeholder { color: var(--muted); opacity: 1; }
.field .icon { width: 36px; height: 36px; border-radius: 50%; }
.field .go, .field .go:hover:enabled { background: var(--fill); color: var(--on-fill); }
.field .go[data-do=stop] svg { fill: currentColor; }
.field .go:disabled { background: var(--soft); color: var(--muted); }
@media (pointer: coarse) { .icon { width: 40px; height: 40px; } .plain { min-height: 40px; } .field .icon { width: 40px; height: 40px; } .field textarea { padding-block: 8px; height: 40px; } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .launch, .me, .field .go { border: 1px solid; } }
`);

export default sheet;
