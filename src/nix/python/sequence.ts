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

export interface Place {
  /** The index of the member behind which a new one goes; -1 before all of them. */
  readonly after: number;
  /** Whether it is the first of its kind, which others are before: it goes right before the next, behind what heads them. */
  readonly heads: boolean;
}

function placeFor(members: readonly Member[], added: Member): Place {
  const order = orderOf(members);
  const behind = (after: number, heads = false): Place => ({ after, heads });
  if (order !== undefined) return behind(lastUpTo(members, added, order));
  const from = members.findIndex(({ group }) => group === added.group);
  const to = members.findLastIndex(({ group }) => group === added.group);
  const run = from < 0 ? [] : members.slice(from, to + 1);
  if (run.length === 0 || run.some(({ group }) => group !== added.group)) return behind(members.length - 1);
  const own = orderOf(run);
  if (own === undefined) return behind(to);
  const after = from + lastUpTo(run, added, own);
  return behind(after, from > 0 && after < from);
}

/** New members in the order in which they go, those of one place beside each other. */
export function placed<Added extends Member>(
  members: readonly Member[],
  added: readonly Added[],
): (Place & { readonly member: Added })[] {
  const order = orderOf(members) ?? byCharacter;
  return added
    .toSorted((a, b) => order(a.key, b.key))
    .map((member) => ({ ...placeFor(members, member), member }))
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

function lastUpTo(members: readonly Member[], { key }: Member, order: Order): number {
  return members.findLastIndex((member) => order(member.key, key) <= 0);
}
