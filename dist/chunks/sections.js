// src/terminal/sections.ts
function listed(style, title, rows) {
	return rows.length === 0 ? "" : `${style.paint("bold", title)}\n${style.table([], rows)}`;
}

export { listed as t };