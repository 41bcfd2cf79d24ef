/** The bank's own look: it is not the shop, and people should see that they have left it for a moment. */
export const approvalStyle = `
:root { color-scheme: light dark; --ground: #eef2f7; --sheet: #fff; --ink: #14213a; --soft: #4a5873; --line: #d5dde9;
  --act: #1b4fd8; --on-act: #fff; --danger: #b3261e; --card-1: #16306f; --card-2: #2f6fe4; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1422; --sheet: #161f31; --ink: #eef3fb; --soft: #aab7cd;
  --line: #2d3a53; --act: #7aa5ff; --on-act: #0a1226; --danger: #ff9a92; --card-1: #1b3a86; --card-2: #2a5fc9; } }
* { box-sizing: border-box; margin: 0; }
body { min-height: 100vh; background: var(--ground); color: var(--ink); padding: 1.25rem;
  font: 1rem/1.55 "Pretendard Variable", system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif; word-break: keep-all;
  overflow-wrap: anywhere; display: grid; place-items: start center; }
main { width: 100%; max-width: 26rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 1.25rem;
  padding: 1.5rem; margin-block: 0 1rem; display: grid; gap: 1.25rem; }
@media (min-width: 40rem) { main { margin-top: min(8vh, 4rem); } }
header { display: flex; align-items: center; gap: .6rem; font-weight: 700; }
header svg { width: 1.75rem; height: 1.75rem; fill: var(--act); flex: none; }
nav { margin-left: auto; font-weight: 400; font-size: .9rem; }
a { color: var(--act); display: inline-block; padding: .35rem; }
h1 { font-size: 1.35rem; line-height: 1.3; }
.card { border-radius: .9rem; padding: 1.1rem 1.25rem; color: #fff; display: grid; gap: 1.4rem;
  background: linear-gradient(120deg, var(--card-1), var(--card-2)); }
.card strong { font-size: 1.9rem; line-height: 1.1; font-variant-numeric: tabular-nums; }
.card span { display: flex; justify-content: space-between; font-size: .9rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .4rem 1rem; }
dt { color: var(--soft); } dd { text-align: right; }
form { display: grid; gap: .6rem; }
button { font: inherit; font-weight: 600; min-height: 3rem; border-radius: .75rem; padding: .6rem 1rem; cursor: pointer;
  border: 1px solid var(--act); background: none; color: var(--act); }
button.main { background: var(--act); color: var(--on-act); }
button.no { border-color: var(--danger); color: var(--danger); }
button.quiet { border-color: transparent; color: var(--soft); font-weight: 400; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
label { display: grid; gap: .35rem; font-weight: 600; }
input { font: inherit; font-size: 1.5rem; letter-spacing: .35em; padding: .5rem .75rem; border-radius: .75rem; width: 100%;
  border: 1px solid var(--soft); background: transparent; color: inherit; }
.phone { border: 1px solid var(--line); background: var(--ground); border-radius: 1rem 1rem 1rem .25rem; padding: .8rem 1rem; }
.phone small, .soft { color: var(--soft); } .wrong { color: var(--danger); font-weight: 600; }
a.button { border: 1px solid var(--act); border-radius: .75rem; padding: .7rem 1rem; text-align: center; font-weight: 600;
  text-decoration: none; display: block; }
.note { color: var(--soft); font-size: .9rem; text-align: center; }
`;
