// src/nix/walk.ts
function children(expression) {
	switch (expression.kind) {
		case "variable":
		case "int":
		case "float":
		case "uri":
		case "search-path": return [];
		case "string":
		case "path": return interpolated(expression.parts);
		case "list": return expression.items;
		case "set": return expression.bindings.flatMap(inBinding);
		case "let": return [...expression.bindings.flatMap(inBinding), expression.body];
		case "with": return [expression.namespace, expression.body];
		case "assert": return [expression.condition, expression.body];
		case "if": return [
			expression.condition,
			expression.consequent,
			expression.alternative
		];
		case "lambda": return [...(expression.formals?.entries ?? []).flatMap((formal) => formal.default ?? []), expression.body];
		case "apply": return [expression.function, expression.argument];
		case "select": return [
			expression.subject,
			...inPath(expression.path),
			...expression.default ? [expression.default] : []
		];
		case "has": return [expression.subject, ...inPath(expression.path)];
		case "unary": return [expression.operand];
		case "binary": return [expression.left, expression.right];
		case "parenthesised": return [expression.inner];
	}
}
function* descend(root) {
	const pending = [root];
	for (let expression = pending.pop(); expression !== void 0; expression = pending.pop()) {
		yield expression;
		for (const child of children(expression).toReversed()) pending.push(child);
	}
}
function interpolated(parts) {
	return parts.flatMap((part) => part.kind === "interpolation" ? part.expression : []);
}
function inBinding(binding) {
	if (binding.kind === "inherit") return binding.source === void 0 ? [] : [binding.source];
	return [...inPath(binding.path), binding.value];
}
function inPath(path) {
	return path.flatMap((name) => name.expression ?? []);
}

// src/terminal/sections.ts
function listed(style, title, rows) {
	return rows.length === 0 ? "" : `${style.paint("bold", title)}\n${style.table([], rows)}`;
}

export { descend as n, listed as t };