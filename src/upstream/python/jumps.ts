import type { Block } from "./syntax.ts";

/** Whether a block may end the function, or a turn of the loop, that it is in. */
export function mayJump(block: Block): boolean {
  return hasJump(block, true);
}

function hasJump(block: Block, ofLoop: boolean): boolean {
  return block.some((statement) => {
    switch (statement.kind) {
      case "return":
        return true;
      case "break":
      case "continue":
        return ofLoop;
      case "if":
        return (
          hasJump(statement.otherwise, ofLoop) || statement.branches.some((branch) => hasJump(branch.body, ofLoop))
        );
      case "with":
        return hasJump(statement.body, ofLoop);
      case "for":
        return hasJump(statement.body, false);
      case "uncertain":
        return hasJump(statement.body, ofLoop && !statement.isLoop);
      case "opaque":
        return statement.jumps;
      default:
        return false;
    }
  });
}
