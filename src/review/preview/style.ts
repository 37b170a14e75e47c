/** Close to GitHub's own look, in both of its colour schemes. */
export const previewStyle = `:root {
  --text: #1f2328; --muted: #59636e; --page: #ffffff; --soft: #f6f8fa; --line: #d1d9e0; --link: #0969da;
  --open: #1f883d; --draft: #59636e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #f0f6fc; --muted: #9198a1; --page: #0d1117; --soft: #151b23; --line: #3d444d; --link: #4493f8;
    --open: #238636; --draft: #656c76;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif,
    "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji";
}
main { max-width: 1012px; margin: 0 auto; padding: 24px 16px 64px; }
header { border-bottom: 1px solid var(--line); margin-bottom: 24px; }
header h1 { font-size: 28px; font-weight: 400; line-height: 1.25; margin: 0 0 8px; overflow-wrap: anywhere; }
header p { color: var(--muted); margin: 0 0 16px; }
.state { border-radius: 2em; color: #fff; display: inline-block; font-size: 14px; font-weight: 500; padding: 3px 12px; margin-right: 8px; }
.state.open { background: var(--open); }
.state.draft { background: var(--draft); }
.markdown { border: 1px solid var(--line); border-radius: 6px; font-size: 14px; padding: 16px; overflow-wrap: anywhere; }
.markdown > :first-child { margin-top: 0; }
h2, h3, h4, h5, h6 { font-weight: 600; line-height: 1.25; margin: 24px 0 16px; }
h2 { border-bottom: 1px solid var(--line); font-size: 1.5em; padding-bottom: .3em; }
h3 { font-size: 1.25em; }
h4 { font-size: 1em; }
h5 { font-size: .875em; }
h6 { color: var(--muted); font-size: .85em; }
p, ul, ol, pre, blockquote, .scroll, details { margin: 0 0 16px; }
ul, ol { padding-left: 2em; }
li > ul, li > ol { margin: 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre { font-family: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 85%; }
code { background: color-mix(in srgb, var(--muted) 20%, transparent); border-radius: 6px; padding: .2em .4em; }
pre { background: var(--soft); border-radius: 6px; line-height: 1.45; overflow: auto; padding: 16px; overflow-wrap: normal; }
pre code { background: none; font-size: 100%; padding: 0; white-space: pre; }
blockquote { border-left: .25em solid var(--line); color: var(--muted); padding: 0 1em; }
blockquote > :last-child { margin-bottom: 0; }
hr { background: var(--line); border: 0; height: .25em; margin: 24px 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; overflow-wrap: break-word; width: max-content; max-width: 100%; }
th, td { border: 1px solid var(--line); padding: 6px 13px; text-align: left; }
th { font-weight: 600; }
tbody tr:nth-child(2n) { background: var(--soft); }
td { max-width: 520px; }
summary { cursor: pointer; }
details[open] > summary { margin-bottom: 16px; }
`;
