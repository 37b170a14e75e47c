/** Where in a sequence of names another belongs: sorted ones stay sorted, and each kind stays together. */

export interface Member {
  /** What it is sorted by. */
  readonly key: string;
  /** Members of one kind that stand together may be sorted by themselves. */
  readonly group: string;
}

type Order = (a: string, b: string) => number;

const byCharacter: Order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** As people sort: `Jinja2` beside `jinja2`, and `-` as if it were not there. */
const byLetter: Order = (a, b) => byCharacter(letters(a), letters(b));

function letters(key: string): string {
  return key.toLowerCase().replace(/[-_.]/g, "");
}

/** The index of the member behind which a new one goes; -1 before all of them. */
export function placeFor(members: readonly Member[], added: Member): number {
  const order = orderOf(members);
  if (order !== undefined) return lastUpTo(members, added, order, 0);
  const from = members.findIndex(({ group }) => group === added.group);
  const to = members.findLastIndex(({ group }) => group === added.group);
  const run = from < 0 ? [] : members.slice(from, to + 1);
  if (run.length === 0 || run.some(({ group }) => group !== added.group)) return members.length - 1;
  const own = orderOf(run);
  return own === undefined ? to : lastUpTo(run, added, own, from);
}

/** New members in the order in which they go, those of one place beside each other. */
export function placed<Added extends Member>(
  members: readonly Member[],
  added: readonly Added[],
): { readonly after: number; readonly member: Added }[] {
  const order = orderOf(members) ?? byCharacter;
  return added
    .toSorted((a, b) => order(a.key, b.key))
    .map((member) => ({ after: placeFor(members, member), member }))
    .sort((a, b) => a.after - b.after);
}

/** Whether members are sorted, in whatever way people sort. */
export function isSorted(members: readonly Member[]): boolean {
  return orderOf(members) !== undefined;
}

function orderOf(members: readonly Member[]): Order | undefined {
  const inOrder = (order: Order) =>
    members.every(({ key }, index) => index === 0 || order(members[index - 1]?.key ?? "", key) <= 0);
  return [byCharacter, byLetter].find(inOrder);
}

function lastUpTo(members: readonly Member[], { key }: Member, order: Order, offset: number): number {
  return offset + members.findLastIndex((member) => order(member.key, key) <= 0);
}
