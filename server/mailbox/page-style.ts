/** The mailbox's own look: a plain tool beside the shop. */
export const pageStyle = `
:root { color-scheme: light dark; --ground: #f2f1f6; --sheet: #fff; --ink: #1b1825; --soft: #575266; --line: #dcd8e6; --act: #4b6a00; }
@media (prefers-color-scheme: dark) { :root { --ground: #0e0c15; --sheet: #191623; --ink: #f5f3fa; --soft: #b6b0c6; --line: #332e45; --act: #c9f24b; } }
* { box-sizing: border-box; margin: 0; }
body { min-height: 100vh; background: var(--ground); color: var(--ink); padding: 1.25rem;
  font: 1rem/1.55 "Pretendard Variable", system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif;
  word-break: keep-all; overflow-wrap: anywhere; }
main { max-width: 52rem; margin: 0 auto; display: grid; gap: 1rem; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; }
h1 { font-size: 1.5rem; line-height: 1.3; }
header nav { margin-left: auto; display: flex; gap: .5rem; align-items: baseline; flex-wrap: wrap; }
p.about { color: var(--soft); width: 100%; }
a { color: var(--act); }
nav a, nav button { display: inline-block; padding: .6rem .5rem; font: inherit; background: none; border: 0; color: var(--act);
  text-decoration: underline; text-underline-offset: .25em; cursor: pointer; }
a:focus-visible, button:focus-visible, iframe:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; border-radius: .5rem; }
ul.mails { list-style: none; padding: 0; background: var(--sheet); border: 1px solid var(--line); border-radius: 1rem; overflow: hidden; }
ul.mails li + li { border-top: 1px solid var(--line); }
ul.mails a { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .9rem 1.1rem; color: inherit; text-decoration: none; }
ul.mails a:hover { background: var(--ground); }
ul.mails strong { font-weight: 650; grid-column: 1; } ul.mails time { color: var(--soft); font-size: .9rem; grid-column: 2; grid-row: 1; white-space: nowrap; }
ul.mails span { color: var(--soft); font-size: .9rem; grid-column: 1 / -1; }
.none { background: var(--sheet); border: 1px solid var(--line); border-radius: 1rem; padding: 3rem 1.5rem; text-align: center; }
.none p + p { color: var(--soft); }
article { background: var(--sheet); border: 1px solid var(--line); border-radius: 1rem; overflow: hidden; }
article > div { padding: 1.1rem; display: grid; gap: .75rem; }
@media (max-width: 34rem) { ul.mails a { grid-template-columns: 1fr; } ul.mails time { grid-column: 1; grid-row: auto; } }
.files a { padding: 0 .75rem 0 0; }
h2 { font-size: 1.25rem; line-height: 1.35; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem; } dt { color: var(--soft); }
iframe { display: block; width: 100%; height: 78vh; min-height: 30rem; border: 0; border-top: 1px solid var(--line); }
pre { border-top: 1px solid var(--line); padding: 1.1rem; white-space: pre-wrap; font: .95rem/1.6 ui-monospace, Menlo, monospace; }
`;
