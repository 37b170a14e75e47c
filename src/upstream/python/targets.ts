import type { Expression, Statement } from "./syntax.ts";

/** The names that a statement binds. */
export function boundBy(node: Statement | Expression): readonly string[] {
  switch (node.kind) {
    case "with":
      return node.items.flatMap(({ name }) => name ?? []);
    case "named":
      return [node.target];
    case "import":
      return node.modules.map(({ path, name }) => name ?? path.split(".")[0] ?? path);
    case "import-from":
      return node.names.map((entry) => entry.as);
    default:
      return targetsOf(node).flatMap(namesOf);
  }
}

/** What a statement sets or deletes. */
export function targetsOf(node: Statement | Expression): readonly Expression[] {
  switch (node.kind) {
    case "assign":
    case "delete":
      return node.targets;
    case "update":
    case "for":
      return [node.target];
    default:
      return [];
  }
}

/** The names in an assignment's target. */
function namesOf(target: Expression): readonly string[] {
  if (target.kind === "name") {
    return [target.name];
  }
  return target.kind === "tuple" || target.kind === "list" ? target.items.flatMap(({ value }) => namesOf(value)) : [];
}

/** What is evaluated in a target: `a[b]` is, `a` is not. */
export function partsOf(target: Expression): readonly Expression[] {
  if (target.kind === "tuple" || target.kind === "list") {
    return target.items.flatMap(({ value }) => partsOf(value));
  }
  return target.kind === "name" ? [] : [target];
}

/** The names of which a target sets an attribute: `a` in `a.b = value`. */
export function attributesOf(target: Expression): readonly string[] {
  if (target.kind === "tuple" || target.kind === "list") {
    return target.items.flatMap(({ value }) => attributesOf(value));
  }
  return target.kind === "attribute" && target.object.kind === "name" ? [target.object.name] : [];
}
