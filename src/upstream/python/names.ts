import { setupCall } from "./parse-expression.ts";
import type { Block, Expression, Statement } from "./syntax.ts";

/** What a block may bind, and every name that it mentions. Functions inside of it count as if they were called. */
export interface Touched {
  readonly binds: ReadonlySet<string>;
  readonly mentions: ReadonlySet<string>;
  /** Whether anything is called. */
  readonly calls: boolean;
  /** How many nodes were looked at. */
  readonly size: number;
}

export function touchedBy(block: readonly (Statement | Expression)[]): Touched {
  const binds = new Set<string>();
  const mentions = new Set<string>();
  let calls = false;
  let size = 0;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
    } else if (typeof node === "object" && node !== null) {
      size++;
      calls ||= "kind" in node && (node.kind === "call" || node.kind === "opaque-expression");
      if ("kind" in node) {
        note(node as Statement | Expression, binds, mentions);
      }
      Object.values(node).forEach(visit);
    }
  };
  visit(block);
  return { binds, mentions, calls, size };
}

function note(node: Statement | Expression, binds: Set<string>, mentions: Set<string>): void {
  switch (node.kind) {
    case "name":
      mentions.add(node.name);
      break;
    case "call":
      if ((node.callee.kind === "name" || node.callee.kind === "attribute") && node.callee.name === "setup") {
        mentions.add(setupCall);
      }
      break;
    case "uncertain":
      node.binds.forEach((name) => {
        binds.add(name);
      });
      break;
    case "opaque":
      node.binds.forEach((name) => {
        binds.add(name);
      });
      node.mentions.forEach((name) => {
        mentions.add(name);
      });
      break;
    case "opaque-expression":
      node.mentions.forEach((name) => {
        mentions.add(name);
      });
      break;
    default:
      for (const name of boundBy(node)) {
        binds.add(name);
      }
  }
}

function boundBy(node: Statement | Expression): readonly string[] {
  switch (node.kind) {
    case "assign":
      return node.targets.flatMap(namesOf);
    case "update":
    case "for":
      return namesOf(node.target);
    case "with":
      return node.items.flatMap(({ name }) => name ?? []);
    case "function":
      return [node.name];
    case "named":
      return [node.target];
    case "import":
      return node.modules.map(({ path, name }) => name ?? path.split(".")[0] ?? path);
    case "import-from":
      return node.names.map((entry) => entry.as);
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

/** Whether a block may end the function that it is in. */
export function mayReturn(block: Block): boolean {
  return block.some((statement) => {
    switch (statement.kind) {
      case "return":
        return true;
      case "if":
        return mayReturn(statement.otherwise) || statement.branches.some(({ body }) => mayReturn(body));
      case "with":
      case "for":
      case "uncertain":
        return mayReturn(statement.body);
      case "opaque":
        return true;
      default:
        return false;
    }
  });
}
