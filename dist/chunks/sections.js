// src/terminal/sections.ts
/** A heading over rows of two columns; nothing where there are no rows. */
function listed(style, title, rows) {
	return rows.length === 0 ? "" : `${style.paint("bold", title)}\n${style.table([], rows)}`;
}

export { listed as t };