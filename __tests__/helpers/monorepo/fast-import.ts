import type { TreeEntry } from "./tree.ts";

const person = "Synthetic Upstream <upstream@example.org>";

/** Writes what `git fast-import` reads: the same calls give the same objects, to the last bit. */
export class History {
  readonly #chunks: Buffer[] = [];
  #mark = 0;

  /** A commit of exactly these files on a branch, on top of `parent`. Answers with its mark. */
  commit(branch: string, parent: number | undefined, date: Date, message: string, tree: readonly TreeEntry[]): number {
    const mark = ++this.#mark;
    this.#line(`commit refs/heads/${branch}`);
    this.#line(`mark :${mark}`);
    this.#line(`author ${person} ${seconds(date)} +0000`);
    this.#line(`committer ${person} ${seconds(date)} +0000`);
    this.#data(message);
    if (parent !== undefined) this.#line(`from :${parent}`);
    this.#line("deleteall");
    for (const { path, mode, content } of tree) {
      this.#line(`M ${mode} inline ${path}`);
      this.#data(content);
    }
    return mark;
  }

  annotatedTag(name: string, commit: number, date: Date): void {
    this.#line(`tag ${name}`);
    this.#line(`from :${commit}`);
    this.#line(`tagger ${person} ${seconds(date)} +0000`);
    this.#data(`${name}\n`);
  }

  toBuffer(): Buffer {
    return Buffer.concat([...this.#chunks, Buffer.from("done\n")]);
  }

  #line(text: string): void {
    this.#chunks.push(Buffer.from(`${text}\n`));
  }

  #data(text: string): void {
    const bytes = Buffer.from(text);
    this.#chunks.push(Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from("\n"));
  }
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
