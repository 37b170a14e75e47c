import type { Writable } from "node:stream";
import { styleText } from "node:util";
import { SingleBar } from "cli-progress";
import { location, type Where } from "../errors.ts";
import { size } from "../terminal/units.ts";
import { type TerminalStream, terminalOf } from "./terminal.ts";
import { LineBuffer, Mask, printable } from "./text.ts";
import type { Log, Progress } from "./world.ts";

/** Milliseconds between two lines about the same download, where no bar can be drawn. */
const lineInterval = 5000;

/** The log of the command line: everything goes to one stream, with colours and a progress bar if it is a terminal. */
export function terminalLog(stream: Writable & TerminalStream, env: Readonly<Record<string, string | undefined>>): Log {
  const mask = new Mask();
  let bars = 0;

  const { colour } = terminalOf(stream, env);
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  const placed = (where: Where = {}) => {
    const place = location(where);
    return place === "" ? "" : `${place}: `;
  };
  const line = (text: string) => {
    // A bar redraws itself below the line that takes its place.
    const clear = bars > 0 ? "\r\u001b[K" : "";
    stream.write(`${clear}${mask.apply(printable(text))}\n`);
  };

  return {
    info: line,
    warning: (text, where) => line(`${placed(where)}${style("yellow", "warning:")} ${text}`),
    error: (text, where) => line(`${placed(where)}${style("red", "error:")} ${text}`),
    foreign: (text) => line(style("dim", printable(text).replace(/\n$/, ""))),
    foreignStream() {
      const lines = new LineBuffer((text) => line(style("dim", printable(text))));
      return { write: (text) => lines.write(text), end: () => lines.end() };
    },
    debug: (text) => {
      if (env.FLOX_UPSTREAM_DEBUG === "1") line(style("dim", text));
    },
    group: async (title, body) => {
      line(style("bold", title));
      return await body();
    },
    secret: (value) => mask.add(value),
    progress: (title, total) => {
      const clean = mask.apply(printable(title)).replaceAll("\n", " ");
      if (!stream.isTTY) return lines(clean, total, line);
      bars++;
      return bar(clean, total, stream, () => {
        bars--;
      });
    },
  };
}

/** The progress of a download where only lines can be printed. */
export function lines(title: string, total: number | undefined, print: (text: string) => void): Progress {
  let bytes = 0;
  let last = performance.now();
  return {
    add(more) {
      bytes += more;
      if (performance.now() - last < lineInterval) return;
      last = performance.now();
      print(`${title}: ${size(bytes)}${total === undefined ? "" : ` of ${size(total)}`}`);
    },
    done: () => print(`${title}: ${size(bytes)}`),
  };
}

function bar(title: string, total: number | undefined, stream: Writable, stopped: () => void): Progress {
  let bytes = 0;
  let running = true;
  const format = total === undefined ? `{title}  {size}` : `{title} [{bar}] {percentage} %  {size}`;
  const drawn = new SingleBar({
    stream: stream as NodeJS.WritableStream,
    format,
    // An interrupt would leave it hidden.
    hideCursor: false,
    clearOnComplete: false,
    barCompleteChar: "#",
    barIncompleteChar: "-",
    fps: 10,
  });
  drawn.start(total ?? 0, 0, { title, size: size(0) });
  return {
    add(more) {
      bytes += more;
      drawn.update(bytes, { size: size(bytes) });
    },
    done() {
      if (!running) return;
      running = false;
      drawn.stop();
      stopped();
    },
  };
}
