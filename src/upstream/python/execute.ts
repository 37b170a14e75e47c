import { assign, remove } from "./assign.ts";
import { evaluate } from "./evaluate.ts";
import { defineFunction } from "./functions.ts";
import { bindImport, bindImportFrom } from "./imports.ts";
import { extend, merge } from "./methods.ts";
import { itemsOf } from "./natives.ts";
import { binary } from "./operators.ts";
import { type Outcome, type Run, step, unknown } from "./run.ts";
import { bind } from "./scope.ts";
import type { Block, For, If, Statement, Update, With } from "./syntax.ts";
import { abandon, leaveUnread } from "./unread.ts";
import { isUnknown, none, type Scope, truth } from "./values.ts";

/** Runs statements; how they end, or undefined where they go through to their end. */
export function execute(run: Run, scope: Scope, block: Block): Outcome | undefined {
  for (const [index, statement] of block.entries()) {
    const outcome = executeOne(run, scope, statement);
    if (outcome?.kind === "maybe") {
      // What comes after it may run or not.
      leaveUnread(run, scope, block.slice(index + 1), outcome.why);
    }
    if (outcome !== undefined) {
      return outcome;
    }
  }
  return undefined;
}

function executeOne(run: Run, scope: Scope, statement: Statement): Outcome | undefined {
  step(run);
  switch (statement.kind) {
    case "assign": {
      const value = evaluate(run, scope, statement.value);
      for (const target of statement.targets) {
        assign(run, scope, target, value);
      }
      return undefined;
    }
    case "update":
      return update(run, scope, statement);
    case "expression":
      evaluate(run, scope, statement.value);
      return undefined;
    case "if":
      return executeIf(run, scope, statement);
    case "for":
      return executeFor(run, scope, statement);
    case "with":
      return executeWith(run, scope, statement);
    case "function":
      if (statement.unfollowed !== undefined) {
        return leaveUnread(run, scope, [statement], unknown(scope, statement, statement.unfollowed));
      }
      bind(scope, statement.name, defineFunction(run, scope, statement));
      return undefined;
    case "class":
      return leaveUnread(run, scope, [statement], unknown(scope, statement, "`class` is not followed"));
    case "return":
      return { kind: "return", value: statement.value ? evaluate(run, scope, statement.value) : none };
    case "break":
    case "continue":
      return statement;
    case "delete":
      for (const target of statement.targets) {
        remove(run, scope, target);
      }
      return undefined;
    case "import":
      bindImport(run, scope, statement);
      return undefined;
    case "import-from":
      bindImportFrom(run, scope, statement);
      return undefined;
    case "declaration":
      for (const name of statement.names) {
        scope.declared.set(name, statement.scope);
      }
      return undefined;
    case "uncertain":
    case "opaque":
      return leaveUnread(run, scope, [statement], unknown(scope, statement, statement.what));
    case "pass":
      return undefined;
  }
}

function update(run: Run, scope: Scope, { target, operator, value, line }: Update): undefined {
  const old = evaluate(run, scope, target);
  const added = evaluate(run, scope, value);
  const inPlace = old.kind === "list" && !old.tuple ? (old.isSet ? "|=" : "+=") : undefined;
  const items = operator === inPlace ? itemsOf(run, scope, { line }, added) : undefined;
  // In place: every name of the list or the dictionary sees it.
  if (old.kind === "list" && items !== undefined) {
    extend(run, scope, old, { line }, items);
  } else if (old.kind === "dictionary" && operator === "|=") {
    merge(scope, { line }, old, added);
  } else {
    const result =
      old.kind === "list" && old.isSet
        ? unknown(scope, { line }, `\`${operator}\` of a set is not evaluated`)
        : binary(run, scope, { line }, operator.slice(0, -1), old, added);
    const why = [old, result].find(isUnknown);
    if (why !== undefined) {
      abandon(run, [old], why);
    }
    assign(run, scope, target, result);
  }
}

function executeIf(run: Run, scope: Scope, statement: If): Outcome | undefined {
  for (const { test, body } of statement.branches) {
    const condition = evaluate(run, scope, test);
    const taken = truth(condition);
    if (taken === undefined) {
      const reason = isUnknown(condition) ? condition : unknown(scope, test, "the condition is not known");
      return leaveUnread(run, scope, [statement], reason);
    }
    if (taken) {
      return execute(run, scope, body);
    }
  }
  return execute(run, scope, statement.otherwise);
}

function executeFor(run: Run, scope: Scope, statement: For): Outcome | undefined {
  const iterable = evaluate(run, scope, statement.iterable);
  const items = itemsOf(run, scope, statement, iterable);
  if (items === undefined || items.some(isUnknown)) {
    const cause = items?.find(isUnknown) ?? unknown(scope, statement, "what this loop goes over is not known");
    return leaveUnread(run, scope, [statement], cause);
  }
  for (const item of [...items]) {
    assign(run, scope, statement.target, item);
    const outcome = execute(run, scope, statement.body);
    if (outcome?.kind === "maybe") {
      // It may go on or not.
      return leaveUnread(run, scope, [statement], outcome.why);
    }
    if (outcome?.kind === "return") {
      return outcome;
    }
    if (outcome?.kind === "break") {
      break;
    }
  }
  return undefined;
}

function executeWith(run: Run, scope: Scope, { items, body }: With): Outcome | undefined {
  for (const { value, name } of items) {
    const entered = evaluate(run, scope, value);
    if (isUnknown(entered)) {
      abandon(run, [entered], entered);
    }
    if (name !== undefined) {
      bind(scope, name, entered);
    }
  }
  return execute(run, scope, body);
}
